import { type ErrorCode, SecondpassError } from '../reranker/index.ts'
import { ServeError } from './serve-error.ts'

/** The status of a failure that is not the server's own. A service behind this server that refuses its key is no fault of the client's. */
const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_request: 400,
  model_not_found: 404,
  invalid_model: 500,
  offline: 503,
  unauthorized: 502,
  download_failed: 503,
  closed: 503,
  timeout: 504,
  overloaded: 429,
  unavailable: 503,
  rate_limited: 429,
  invalid_scores: 502,
  constant_scores: 502,
  over_budget: 429,
  cancelled: 499,
}

/** Any failure as one that can be answered. What is not known is told without its words: they may hold paths or texts. */
export function toServeError(error: unknown): ServeError {
  if (error instanceof ServeError) return error
  if (!SecondpassError.isInstance(error)) {
    const message = 'The server failed. Its log says more, under the id of this request.'
    return new ServeError({ code: 'unavailable', status: 500, message, cause: error })
  }
  const { code, message, service } = error
  const wait = service?.retryAfter === undefined ? undefined : Math.ceil(service.retryAfter / 1000)
  const status = statusOf[code]
  return new ServeError({
    code,
    status,
    message,
    retryAfter: wait ?? (status === 429 || status === 503 ? 1 : undefined),
    cause: error,
  })
}
