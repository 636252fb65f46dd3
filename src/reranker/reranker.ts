import type { Document } from './document.ts'
import type { Estimate } from './estimate.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { RerankResponse } from './rerank-response.ts'
import type { WorkOption } from './work-options.ts'

/**
 * Anything that orders documents by their relevance to a query: the local cross-encoder, a hosted API, or something
 * built from other rerankers. Everything else in secondpass takes a `Reranker` and knows nothing more about it.
 *
 * @example
 * ```ts
 * import type { Reranker } from 'secondpass'
 *
 * async function best(reranker: Reranker, query: string, documents: string[]): Promise<string | undefined> {
 *   const { results } = await reranker.rerank({ query, documents, topK: 1 })
 *   return results[0]?.document
 * }
 * ```
 */
export interface Reranker {
  /** Name of the model behind it, for logs and cache keys: `secondpass-en`, … */
  readonly id: string
  /** Whether a document's score depends on the others of its request. Default false. */
  readonly listwise?: boolean
  /** Options of a request that it cannot apply, and that therefore change no score. Default: none. */
  readonly ignores?: readonly WorkOption[]
  /**
   * Orders `request.documents` by relevance to `request.query`, best first. Settles soon after the request's deadline or signal.
   *
   * @throws {@link SecondpassError} with code `invalid_request` before any work when the request is malformed; with the
   * other codes when scoring fails and the request's `onError` is `'fail'` (the default).
   */
  rerank<D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>>
  /**
   * What a request would take, before it is made: for budgets, and to choose a model or a depth. Scores nothing.
   *
   * @throws {@link SecondpassError} `invalid_request` when the request is malformed.
   */
  estimate?<D extends Document>(request: RerankRequest<D>): Estimate | Promise<Estimate>
  /**
   * A word that changes whenever scores may: it stands for model, revision, number format, token limit, how long documents
   * are read, and for a service its address and settings. Never holds secrets. May have to fetch the model first.
   */
  fingerprint?(): string | Promise<string>
}
