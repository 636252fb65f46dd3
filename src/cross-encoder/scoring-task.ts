import type { Passage } from '../reranker/index.ts'

/** One unit of a worker's work: score a pair, or cut a long document into windows. */
export type ScoringUnit =
  | { readonly kind: 'score'; readonly query: string; readonly text: string; readonly maxTokens: number }
  | {
      readonly kind: 'split'
      readonly query: string
      readonly text: string
      readonly maxTokens: number
      /** Tokens that neighbouring windows share. */
      readonly overlap: number
      readonly maxWindows: number
    }

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
