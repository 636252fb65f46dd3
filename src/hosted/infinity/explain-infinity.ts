import { failureText } from '../failure-text.ts'
import type { WireFailure } from '../provider.ts'

/** What to do about Infinity's refusals. */
export function explainInfinity({ status, body }: WireFailure): string | undefined {
  const text = failureText(body)
  if (status === 422 && /at most \d+ characters/i.test(text)) {
    return 'Infinity takes 122,880 characters a document: cut documents before.'
  }
  if (status === 404) return "Look at the address, and set `urlPrefix` in `settings` to the server's --url-prefix."
  if (status === 400 && /rerank|ModelNotDeployed/i.test(text)) {
    return 'The server does not run that model, or it is one that does not rerank: see its /models.'
  }
  if (status === 401) return "Set INFINITY_API_KEY, or pass `apiKey`: the server's --api-key."
  return status === 429 ? 'Its queue is full: INFINITY_QUEUE_SIZE at the server, or lower `concurrency`.' : undefined
}
