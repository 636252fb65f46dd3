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

/**
 * What clients are told of failures that are the operator's affair: the words of the failure may name the server's folders,
 * its keys' owner, addresses of its network and what may be spent. The log has them.
 */
const outwardWords: Readonly<Partial<Record<ErrorCode, string>>> = {
  invalid_model: 'The files of this model cannot be used',
  offline: 'The model is not on this server, which must not download it',
  download_failed: 'The model is not on this server, and could not be downloaded',
  unauthorized: 'The service behind this model refused this server',
  unavailable: 'The model, or the service behind it, failed',
  rate_limited: 'The service behind this model has too much to do',
  overloaded: 'The service behind this model has too much to do',
  over_budget: 'What this server may spend on this model is spent',
  timeout: 'The answer of this model was not there in time',
  invalid_scores: 'The scores of this model make no order',
  constant_scores: 'The scores of this model make no order',
}
/** What a service refuses is no fault of the client's request alone: its words may be about this server's account. */
const refusedByService = 'The service behind this model refused the request'

/**
 * Any failure as one that can be answered. What is not known, or not the client's, is told without its words: they may hold
 * paths or texts.
 */
export function toServeError(error: unknown): ServeError {
  if (error instanceof ServeError) return error
  if (!SecondpassError.isInstance(error)) {
    const message = 'The server failed. Its log says more, under the id of this request.'
    return new ServeError({ code: 'unavailable', status: 500, message, cause: error })
  }
  const { code, message, service } = error
  const outward = outwardWords[code] ?? (service === undefined ? undefined : refusedByService)
  const wait = service?.retryAfter === undefined ? undefined : Math.ceil(service.retryAfter / 1000)
  const status = statusOf[code]
  return new ServeError({
    code,
    status,
    message: outward === undefined ? message : `${outward}. The server's log says more, under the id of this request.`,
    retryAfter: wait ?? (status === 429 || status === 503 ? 1 : undefined),
    cause: error,
  })
}
