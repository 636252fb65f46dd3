import type { IncomingHttpHeaders } from 'node:http'
import { SecondpassError } from '../../reranker/index.ts'
import type { ResolvedHubSettings } from '../hub-settings.ts'
import { exchange } from './exchange.ts'

/** An answer whose body has not been read. */
export interface HubResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Where it came from, after redirects. May hold a signature: only its host is for people. */
  readonly url: URL
  /** Whether it came from the hub itself, not from where the hub leads. */
  readonly atEndpoint: boolean
  readonly body: AsyncIterable<Uint8Array>
  /** For who does not read the body. */
  readonly discard: () => void
}

const mostRedirects = 5
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Sends one request to the hub and follows redirects, at most five. The token goes to the hub alone: it is dropped for good
 * when the origin changes. A hub out in the network cannot lead into a private one, nor from https to anything else.
 */
export async function sendRequest({
  url,
  method = 'GET',
  headers = {},
  follow = 'everywhere',
  settings,
  signal,
}: {
  url: URL
  method?: 'GET' | 'HEAD'
  headers?: Readonly<Record<string, string>>
  /** `'hub'` returns a redirect to another origin as the answer. */
  follow?: 'everywhere' | 'hub'
  settings: ResolvedHubSettings
  signal?: AbortSignal | undefined
}): Promise<HubResponse> {
  const { endpoint } = settings
  let current = url
  let authorized = true
  let endpointIsPrivate = false
  for (let count = 0; ; count++) {
    const atEndpoint = current.origin === endpoint.origin
    authorized &&= atEndpoint
    const { message, address, body } = await exchange({
      url: current,
      method,
      headers: {
        ...headers,
        'user-agent': 'secondpass',
        'accept-encoding': 'identity', // Sizes and hashes are of the file as it is.
        ...(authorized && settings.token !== undefined ? { authorization: `Bearer ${settings.token}` } : {}),
      },
      timeout: settings.stallTimeout,
      signal,
      allowAddress: atEndpoint || endpointIsPrivate ? () => true : (ip) => !settings.system.isPrivateAddress(ip),
    })
    if (atEndpoint) endpointIsPrivate = address !== undefined && settings.system.isPrivateAddress(address)
    const { statusCode: status = 0, headers: answered } = message
    const discard = (): void => void message.destroy()
    const response: HubResponse = { status, headers: answered, url: current, atEndpoint, body, discard }
    if (!redirects.has(status)) return response
    const target = answered.location === undefined ? undefined : parseLocation(answered.location, current)
    if (target === undefined) throw refuse(current, 'leads to no address')
    if (follow === 'hub' && target.origin !== endpoint.origin) return response
    discard()
    if (count === mostRedirects) throw refuse(url, `leads on more than ${mostRedirects} times`)
    if (!isSchemeAllowed({ target, endpoint })) {
      throw refuse(current, `leads to an address that is not https (${target.protocol}//${target.host})`)
    }
    current = target
  }
}

/** Whoever set an http address for the hub knows that it is not protected; nobody else is led out of https. */
export function isSchemeAllowed({ target, endpoint }: { target: URL; endpoint: URL }): boolean {
  return target.protocol === 'https:' || (target.protocol === 'http:' && endpoint.protocol === 'http:')
}

function parseLocation(location: string, base: URL): URL | undefined {
  return URL.canParse(location, base.href) ? new URL(location, base) : undefined
}

function refuse(url: URL, what: string): SecondpassError {
  return new SecondpassError({ code: 'download_failed', message: `${url.host} ${what}, which is not followed.` })
}
