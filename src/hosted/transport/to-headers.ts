import { SecondpassError } from '../../reranker/index.ts'

/**
 * Headers that can be sent. The platform's own error for one that cannot be quotes its value, which may be a key.
 *
 * @throws SecondpassError `invalid_request`, which names the header and not its value.
 */
export function toHeaders(given: Readonly<Record<string, string>>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    try {
      headers.set(name, value)
    } catch {
      const message = `The header "${name.replace(/[^\w-]/g, '?')}" cannot be sent: its name or its value (a key?) has characters, such as line breaks, that HTTP does not allow.`
      throw new SecondpassError({ code: 'invalid_request', message })
    }
  }
  return headers
}
