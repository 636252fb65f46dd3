import type { RerankResponse } from '../../reranker/index.ts'
import { ServeError } from '../serve-error.ts'
import type { ServedRequest } from './served-request.ts'

/**
 * Refuses an answer to a request that forbids to cut what is too long, where something was cut.
 *
 * @throws ServeError 422.
 */
export function refuseCut({ truncate }: ServedRequest, { usage, warnings }: RerankResponse): void {
  if (truncate || (usage.truncated === 0 && !warnings.some(({ code }) => code === 'query_truncated'))) return
  const message = `${usage.truncated} of the documents, or the query, are longer than what the model reads, and the request forbids to cut them.`
  throw new ServeError({ code: 'invalid_request', status: 422, message })
}
