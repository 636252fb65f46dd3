import type { Document } from './document.ts'
import type { ScoreScale } from './score-scale.ts'
import type { Warning } from './warning.ts'

/** The reasons of a degraded response. A closed list. */
export const degradedReasons = [
  'timeout',
  'overloaded',
  'unavailable',
  'rate_limited',
  'invalid_scores',
  'constant_scores',
  'over_budget',
  'cancelled',
] as const

/** Why a response is less than what was asked for. */
export type DegradedReason = (typeof degradedReasons)[number]

/** A span of a document's text, in UTF-16 code units: `text.slice(start, end)`. */
export interface Passage {
  readonly start: number
  readonly end: number
}

/** A passage that a model names as relevant, with its own score where it gives one. */
export interface RelevantSpan extends Passage {
  readonly score?: number
}

/** One document in its new place. */
export interface RerankResult<D extends Document = Document> {
  /** The caller's own document, by reference. */
  readonly document: D
  /** The document's `id` or `_id`, where it has one. */
  readonly id?: string
  /** Position in the request's `documents`, from 0. */
  readonly index: number
  /** Place in the results, from 1. */
  readonly rank: number
  /** Place before reranking, from 1. */
  readonly previousRank: number
  /** Score on the response's `scale`; null when the document was not scored. Comparable within one model revision only. */
  readonly score: number | null
  /** The model's raw output, with `returnLogits`; null when the document was not scored. */
  readonly logit?: number | null
  /** The first-stage score, as the document carried it. */
  readonly retrievalScore?: number
  /** Whether part of the document's text was not read, because it is longer than the token limit. */
  readonly truncated: boolean
  /** Where the best-scoring part of a long document stands, when documents are scored in chunks. */
  readonly passage?: Passage
  /** Parts of the document's text that the model names as relevant, where it was asked to and can. */
  readonly spans?: readonly RelevantSpan[]
}

/** The documents in their new order, and an account of how they came by it. */
export interface RerankResponse<D extends Document = Document> {
  /** Best first: by raw score, ties by first-stage position. Documents without a score follow in first-stage order. */
  readonly results: RerankResult<D>[]
  /** The model that scored. */
  readonly model: { readonly id: string; readonly revision?: string }
  /** The scale of every `score` in `results`. None of them is a probability unless it is `'calibrated'`. */
  readonly scale: ScoreScale
  /** Documents received, and how many of them have a score. */
  readonly coverage: { readonly candidates: number; readonly scored: number }
  /** Present when scoring failed and `onError` was `'passthrough'`. */
  readonly degraded?: { readonly reason: DegradedReason; readonly message: string }
  readonly usage: Usage
  readonly timings: Timings
  /** Things worth knowing that did not stop the request. */
  readonly warnings: Warning[]
}

/** What a request cost. */
export interface Usage {
  /** Query–text pairs that were read by the model; chunks of one document count each. */
  readonly pairs: number
  /** Tokens in those pairs, special tokens included. */
  readonly tokens: number
  /** Documents of which a part was not read. */
  readonly truncated: number
  /** Documents whose text another one of the request has too, and which were not scored again. */
  readonly duplicates: number
  /** Calls to a hosted service, retries included; absent where none was made. */
  readonly requests?: number
  /** Search units that a hosted service counted or, by its rules, counts; absent where it counts tokens, or nothing. */
  readonly searchUnits?: number
  /** US dollars, by the service's own word or the price table; absent where the price is not known. */
  readonly cost?: number
  /** Pairs whose score was known already; absent without a cache. */
  readonly cacheHits?: number
}

/** Where the time went, in milliseconds. `tokenize` and `infer` add up over all workers, so they can exceed `total`. */
export interface Timings {
  readonly tokenize: number
  /** From the call until the first pair was started, loading the model included. */
  readonly queue: number
  readonly infer: number
  /** From the call until the answer, as the caller sees it. */
  readonly total: number
}
