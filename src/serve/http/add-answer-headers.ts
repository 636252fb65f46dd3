import type { MiddlewareHandler } from 'hono'

/** Headers that every answer has. Pages and their parts say themselves how long they may be kept. */
export function addAnswerHeaders(): MiddlewareHandler<{ Variables: { requestId: string } }> {
  return async (c, next) => {
    await next()
    const { headers, status } = c.res
    c.header('X-Request-Id', c.get('requestId'))
    c.header('X-Content-Type-Options', 'nosniff')
    if (!headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
    if (status === 413) c.header('Connection', 'close') // The rest of the body may still be on its way.
  }
}
