import type { Passage } from '../reranker/index.ts'

/** What a unit is about, and how much of it is read. */
interface UnitTexts {
  readonly query: string
  readonly text: string
  /** Tokens of a pair, at most. */
  readonly maxTokens: number
  /** Tokens of the text, at most. Default: what the pair has room for. */
  readonly maxDocumentTokens?: number | undefined
}

/** One unit of a worker's work: score a pair, or cut a long document into windows. */
export type ScoringUnit =
  | (UnitTexts & { readonly kind: 'score' })
  | (UnitTexts & {
      readonly kind: 'split'
      /** Tokens that neighbouring windows share. */
      readonly overlap: number
      readonly maxWindows: number
    })

/** A pair's score and what it took. */
export interface PairScore {
  readonly kind: 'score'
  readonly logit: number
  readonly tokens: number
  readonly queryTruncated: boolean
  readonly documentTruncated: boolean
  /** Same for pairs whose token ids are the same. */
  readonly fingerprint: string
  /** Milliseconds. */
  readonly tokenize: number
  readonly infer: number
}

/** A document's windows. */
export interface DocumentSplit {
  readonly kind: 'split'
  readonly windows: readonly Passage[]
  /** Whether the windows cover the whole text. */
  readonly complete: boolean
  readonly tokenize: number
}

export type UnitResult = PairScore | DocumentSplit
