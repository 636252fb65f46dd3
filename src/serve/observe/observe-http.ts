import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { ServeError } from '../serve-error.ts'
import type { Observer } from './observer.ts'
import type { RequestVariables } from './request-variables.ts'

/** Tells observers of every exchange that makes no record of a rerank request. Stands outside of all that may refuse one. */
export function observeHttp(observers: readonly Observer[]): MiddlewareHandler<{ Variables: RequestVariables }> {
  return async (c, next) => {
    const startedAt = performance.now()
    await next()
    if (c.get('timer') !== undefined) return
    const { error } = c
    const rejection = error instanceof ServeError ? error.rejection : undefined
    const traceId = c.get('traceId')
    const record = {
      requestId: c.get('requestId'),
      method: c.req.method,
      route: matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? '',
      status: c.res.status,
      duration: performance.now() - startedAt,
      ...(rejection !== undefined && { rejection }),
      ...(traceId !== undefined && { traceId }),
      ...(error !== undefined && { error }),
    }
    for (const observer of observers) observer.httpEnded?.(record)
  }
}
