import type { MiddlewareHandler } from 'hono'
import { ServeError } from '../serve-error.ts'

/**
 * Refuses work for web pages of other origins than the server's own and the ones that are listed. Without it, any page
 * that is open on a machine could have a server on `127.0.0.1` work, and spend its operator's money at a hosted service: a
 * browser hides the answer, and sends the request all the same. Programs send no such headers, and are not concerned.
 *
 * @param origins - As in the configuration's `corsOrigins`.
 */
export function refuseForeignPages(origins: readonly string[]): MiddlewareHandler {
  const everyone = origins.includes('*')
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && c.req.method === 'POST' && !everyone && !origins.includes(origin)) {
      if (!isOwn({ origin, site: c.req.header('sec-fetch-site'), host: c.req.header('host') })) {
        const message =
          'This server does not take requests of web pages of this origin. Its operator can list it in corsOrigins.'
        throw new ServeError({ code: 'invalid_request', status: 403, message })
      }
    }
    await next()
  }
}

/** A browser's own word goes first: a proxy may have changed the host. */
function isOwn({
  origin,
  site,
  host,
}: {
  origin: string
  site?: string | undefined
  host?: string | undefined
}): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}
