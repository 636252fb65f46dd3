import type { HostedOptions } from '../hosted-options.ts'
import type { Transport } from './transport.ts'

/** The calls of one reranker, with its time limits, retries and bounds. */
export function createTransport({ fetch = globalThis.fetch }: HostedOptions): Transport {
  return {
    send: async ({ request: { url, headers, body }, signal }) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify(body),
        signal,
        redirect: 'error',
      })
      return { body: await response.json(), headers: response.headers, requestId: undefined, attempts: 1 }
    },
  }
}
