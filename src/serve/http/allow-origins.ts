import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

/** Headers of answers that pages of other origins may read. */
const exposeHeaders = ['Retry-After', 'Server-Timing', 'X-Request-Id', 'X-Secondpass-Warnings']

/**
 * Tells browsers that pages of these origins, and of no others, may call the server. Cookies are never asked for.
 *
 * @param origins - Such as `https://search.example.com`; `*` for all.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  const allowMethods = ['GET', 'HEAD', 'POST']
  return cors({ origin: origins.includes('*') ? '*' : [...origins], allowMethods, exposeHeaders, maxAge: 600 })
}
