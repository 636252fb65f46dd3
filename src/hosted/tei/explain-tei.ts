import { failureText } from '../failure-text.ts'
import type { WireFailure } from '../provider.ts'

/** What to do about TEI's refusals. */
export function explainTei({ status, body }: WireFailure): string | undefined {
  const text = failureText(body)
  if (/must have less than \d+ tokens/i.test(text)) {
    return 'A document is longer than the model reads: leave the setting `truncate` at true, or cut documents before.'
  }
  if (/not a re-?rank/i.test(text)) {
    return 'The server runs a model that does not rerank: start it with a cross-encoder, such as BAAI/bge-reranker-v2-m3.'
  }
  if (status === 413) {
    return "The call is too large: raise the server's --payload-limit (bytes) or --max-client-batch-size (documents)."
  }
  if (status === 429) {
    return "Each document takes one of the server's --max-concurrent-requests (512), and a call is refused when one finds none: raise that, or lower `concurrency`."
  }
  return status === 401 ? "Set TEI_API_KEY, or pass `apiKey`: the server's --api-key." : undefined
}
