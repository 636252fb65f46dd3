import type { Reranker } from '../reranker/index.ts'

/** What a reranker can do beside `rerank`, for one that stands in its place. */
export function facultiesOf(reranker: Reranker): Omit<Reranker, 'id' | 'rerank'> {
  const { listwise, estimate, fingerprint } = reranker
  return {
    ...(listwise !== undefined && { listwise }),
    ...(estimate && { estimate: estimate.bind(reranker) }),
    ...(fingerprint && { fingerprint: fingerprint.bind(reranker) }),
  }
}
