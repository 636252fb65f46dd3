import { ServeError } from '../serve-error.ts'
import { toServeError } from '../to-serve-error.ts'

/** A failure as it is answered. A client that is gone reads no answer; 499 is for logs and metrics. */
export function toFailure({
  error,
  clientGone,
  ending,
}: {
  error: unknown
  clientGone: boolean
  ending: boolean
}): ServeError {
  const failure = toServeError(error)
  if (clientGone) return new ServeError({ code: 'cancelled', status: 499, message: 'The client is gone.' })
  if (ending && failure.code === 'cancelled') {
    const message = 'The server ended before the answer was there. Ask another one.'
    return new ServeError({ code: 'closed', status: 503, message, retryAfter: 1, rejection: 'draining' })
  }
  return failure
}
