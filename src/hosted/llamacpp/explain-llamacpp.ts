import { failureText } from '../failure-text.ts'
import type { WireFailure } from '../provider.ts'
import { isTooLong } from './is-too-long.ts'

/** What to do about the refusals of llama.cpp's server. */
export function explainLlamacpp({ status, body }: WireFailure): string | undefined {
  const text = failureText(body)
  if (isTooLong(body)) {
    return "A document, with the query, has more tokens than the server's physical batch: start it with larger -ub and -b (such as -ub 8192 -b 8192), or cut documents before."
  }
  if (status === 501 || /does not support reranking/i.test(text)) return 'Start the server with --reranking.'
  if (status === 503 && /loading/i.test(text)) return 'The server is loading its model: try again when /health says ok.'
  return status === 401 ? "Set LLAMACPP_API_KEY, or pass `apiKey`: the server's --api-key." : undefined
}
