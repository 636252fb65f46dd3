import { type ErrorCode, SecondpassError } from '../../reranker/index.ts'
import type { HostedOptions } from '../hosted-options.ts'
import type { Transport } from '../transport/transport.ts'

/** Calls without retries, for tests of what providers make of refusals. */
export function plainTransport({ fetch = globalThis.fetch }: HostedOptions = {}): Transport {
  return {
    send: async ({ service, request: { method = 'POST', url, headers, body }, signal, judge }) => {
      const response = await fetch(url, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body: JSON.stringify(body) }),
        signal,
        redirect: 'error',
      })
      const text = await response.text()
      const { status } = response
      if (response.ok) return { body: parse(text), headers: response.headers, requestId: undefined, attempts: 1 }
      const { advice = '', final = false } = judge?.({ status, body: parse(text) }) ?? {}
      const message = `${service} answered ${status}. ${advice}`
      throw new SecondpassError({
        code: codeOf(status),
        message,
        service: { service, status, retryable: status >= 500 && status !== 501 && !final, attempts: 1 },
      })
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'unauthorized'
  if (status === 429) return 'rate_limited'
  return status < 500 ? 'invalid_request' : 'unavailable'
}
