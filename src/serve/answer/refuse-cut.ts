import type { RerankResponse } from '../../reranker/index.ts'
import { ServeError } from '../serve-error.ts'
import type { ServedRequest } from './served-request.ts'

/**
 * Refuses an answer to a request that forbids to cut what is too long, where something was cut.
 *
 * @throws ServeError 422.
 */
export function refuseCut({ truncate }: ServedRequest, { usage, warnings }: RerankResponse): void {
  const query = warnings.some(({ code }) => code === 'query_truncated')
  if (truncate || (usage.truncated === 0 && !query)) return
  const parts = [
    ...(query ? ['the query'] : []),
    ...(usage.truncated > 0 ? [`${usage.truncated} of the documents`] : []),
  ]
  const message = `What is longer than the model reads (${parts.join(', ')}) must not be cut: the request forbids it.`
  throw new ServeError({ code: 'invalid_request', status: 422, message })
}
