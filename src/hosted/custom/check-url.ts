import { SecondpassError } from '../../reranker/index.ts'

/** @throws SecondpassError `invalid_request`. */
export function checkUrl(url: unknown): URL {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw invalid('`url` must be an address that begins with http:// or https://.')
  }
  // fetch refuses them, with an error that holds them.
  if (parsed.username || parsed.password) {
    throw invalid('`url` must not hold a name and a password. Pass `apiKey`, or an authorization header in `headers`.')
  }
  return parsed
}

function invalid(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}
