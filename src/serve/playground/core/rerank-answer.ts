/** What the server answers to `POST /secondpass/v1/rerank`, as far as the page reads it. */
export interface RerankAnswer {
  readonly id: string
  readonly model: { readonly name: string; readonly id: string; readonly revision?: string }
  readonly scale: string
  readonly results: readonly AnswerResult[]
  readonly coverage: { readonly candidates: number; readonly scored: number }
  readonly degraded?: { readonly reason: string; readonly message: string }
  readonly usage: {
    readonly pairs: number
    readonly tokens: number
    readonly truncated: number
    readonly cost?: number
    readonly cacheHits?: number
  }
  /** Milliseconds; `tokenize` and `infer` add up over workers. */
  readonly timings: {
    readonly tokenize: number
    readonly queue: number
    readonly infer: number
    readonly total: number
  }
  readonly warnings: readonly {
    readonly code?: string
    readonly message: string
    readonly indexes?: readonly number[]
  }[]
}

/** A candidate in its new place. */
export interface AnswerResult {
  /** Position in the request, from 0. */
  readonly index: number
  /** Place from 1. */
  readonly rank: number
  /** Place before, from 1. */
  readonly previousRank: number
  readonly score: number | null
  readonly logit?: number | null
  readonly truncated: boolean
  /** The part that scored best, in UTF-16 code units of the text. */
  readonly passage?: { readonly start: number; readonly end: number }
}

/** An answer, and how long it took to come. */
export interface ModelRun {
  /** The name that was asked for. */
  readonly model: string
  readonly answer: RerankAnswer
  /** Milliseconds from sending to having read the answer. */
  readonly roundTrip: number
}
