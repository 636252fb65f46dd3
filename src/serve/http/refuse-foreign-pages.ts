import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { ServeError } from '../serve-error.ts'

/**
 * Refuses work for web pages of other origins than the server's own and the ones that are listed. Without it, any page
 * that is open on a machine could have a server on `127.0.0.1` work, and spend its operator's money at a hosted service: a
 * browser hides the answer, and sends the request all the same. Programs send no such headers, and are not concerned.
 *
 * @param origins - As in the configuration's `corsOrigins`.
 * @param asksForKeys - Whether the server does: then a page can do nothing without one.
 */
export function refuseForeignPages({
  origins,
  asksForKeys,
}: {
  origins: readonly string[]
  asksForKeys: boolean
}): MiddlewareHandler {
  const everyone = origins.includes('*')
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && c.req.method === 'POST' && !everyone && !origins.includes(origin)) {
      const borrowed = !asksForKeys && canBeBorrowed(origin)
      if (borrowed || !isOwn({ origin, site: c.req.header('sec-fetch-site'), host: c.req.header('host') })) {
        const message =
          'This server does not take requests of web pages of this origin. Its operator can list it in corsOrigins.'
        throw new ServeError({ code: 'invalid_request', status: 403, message })
      }
    }
    await next()
  }
}

/**
 * Whether the owner of the page's name could have had it stand for this machine's address after the page was loaded (DNS
 * rebinding): such a page looks like the server's own in all that a browser says. Not so where no one can own the name, nor
 * where the browser has seen a certificate.
 */
function canBeBorrowed(origin: string): boolean {
  if (!URL.canParse(origin)) return true
  const { protocol, hostname } = new URL(origin)
  if (protocol !== 'http:' || hostname === 'localhost' || hostname.endsWith('.localhost')) return false
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0
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
