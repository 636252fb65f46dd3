import { lookup as resolveHost } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { isIP, type LookupFunction } from 'node:net'
import { SecondpassError } from '../../reranker/index.ts'
import { TransientError } from './transient-error.ts'

interface Exchange {
  url: URL
  method: string
  headers: Record<string, string>
  /** Milliseconds without a byte, from connecting to the end of the body. */
  timeout: number
  signal: AbortSignal | undefined
  /** Asked before connecting, with the address that is then connected to, so a name cannot change its meaning between. */
  allowAddress: (address: string) => boolean
}

/** One HTTP request and its answer. Failures of the network are transient errors. */
export async function exchange(options: Exchange): Promise<{
  message: IncomingMessage
  /** The peer's IP address. */
  address: string | undefined
  body: AsyncIterable<Uint8Array>
}> {
  const { url, method, headers, timeout, signal, allowAddress } = options
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && !allowAddress(literal)) throw refuseAddress(url)
  let stalled = false
  // Loaded here, because most programs find their model in the cache and never send a request.
  const client = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = client.request(url, {
      method,
      headers,
      agent: false, // A connection of its own: one that is kept could have been made without the check of its address.
      timeout,
      lookup: checkedLookup({ url, allowAddress }),
      ...(signal === undefined ? {} : { signal }),
    })
    request.on('timeout', () => {
      stalled = true
      request.destroy(new Error('timeout'))
    })
    request.on('error', (cause) => reject(networkError({ cause, url, stalled, timeout, signal })))
    request.on('response', resolve)
    request.end()
  })
  return { message, address: message.socket.remoteAddress, body: readBody() }

  async function* readBody(): AsyncIterable<Uint8Array> {
    try {
      yield* message as AsyncIterable<Uint8Array>
    } catch (cause) {
      throw networkError({ cause, url, stalled, timeout, signal })
    }
  }
}

function checkedLookup({ url, allowAddress }: Pick<Exchange, 'url' | 'allowAddress'>): LookupFunction {
  return (hostname, options, callback) => {
    resolveHost(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address)
      if (error === null && !addresses.every(allowAddress)) callback(refuseAddress(url), '', 0)
      else callback(error, found, family)
    })
  }
}

function refuseAddress(url: URL): SecondpassError {
  return new SecondpassError({
    code: 'download_failed',
    message: `The hub leads to ${url.host}, an address inside a private network, which is not followed.`,
  })
}

function networkError({
  cause,
  url,
  stalled,
  timeout,
  signal,
}: Pick<Exchange, 'url' | 'timeout' | 'signal'> & { cause: unknown; stalled: boolean }): Error {
  if (signal?.aborted) return new Error('aborted', { cause }) // Not to be tried again.
  if (SecondpassError.isInstance(cause)) return cause
  if (stalled) return new TransientError({ message: `Nothing came from ${url.host} for ${timeout / 1000} s.`, cause })
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  if (/CERT|SELF_SIGNED|VERIFY|^ERR_TLS|^ERR_SSL/.test(code)) {
    return new SecondpassError({
      code: 'download_failed',
      message: `The certificate of ${url.host} is not trusted (${code}). Behind a proxy with a certificate of its own, name that in NODE_EXTRA_CA_CERTS.`,
      cause,
    })
  }
  return new TransientError({ message: `The connection to ${url.host} failed (${code}).`, cause })
}
