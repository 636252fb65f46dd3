import type { MiddlewareHandler } from 'hono'
import { ServeError } from '../serve-error.ts'

/** Refuses requests that come on open connections after the server has stopped to take on any. */
export function refuseWhenEnding({ isRefusing }: { isRefusing: () => boolean }): MiddlewareHandler {
  return async (_, next) => {
    if (isRefusing()) {
      const message = 'This server is about to end. Ask another one.'
      throw new ServeError({ code: 'closed', status: 503, message, retryAfter: 1, rejection: 'draining' })
    }
    await next()
  }
}
