import type { Reranker } from '../reranker/index.ts'

/** What a reranker can do beside `rerank`, for one that stands in its place. */
export function facultiesOf(reranker: Reranker): Omit<Reranker, 'id' | 'rerank'> {
  const { listwise, ignores, estimate, fingerprint } = reranker
  return {
    ...(listwise !== undefined && { listwise }),
    ...(ignores && { ignores }),
    ...(estimate && { estimate: estimate.bind(reranker) }),
    ...(fingerprint && { fingerprint: fingerprint.bind(reranker) }),
  }
}
