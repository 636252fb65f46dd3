import type { Document } from './document.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { RerankResponse } from './rerank-response.ts'

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
  /**
   * Orders `request.documents` by relevance to `request.query`, best first.
   *
   * @throws {@link SecondpassError} with code `invalid_request` before any work when the request is malformed; with the
   * other codes when scoring fails and the request's `onError` is `'fail'` (the default).
   */
  rerank<D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>>
}
