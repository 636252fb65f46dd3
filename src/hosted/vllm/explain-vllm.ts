import { failureText } from '../failure-text.ts'
import type { WireFailure } from '../provider.ts'

/** What to do about vLLM's refusals. */
export function explainVllm({ status, body }: WireFailure): string | undefined {
  const text = failureText(body)
  if (/maximum context length|longer than the maximum model length/i.test(text)) {
    return 'vLLM refuses a whole call for one document that is too long: set `maxTokensPerDocument` in `settings` (vLLM of April 2026 and later) to less than the context length, or cut documents before.'
  }
  if (status === 404 && /model/i.test(text)) {
    return 'Name the model as the server does: see its /v1/models, and --served-model-name.'
  }
  if (status === 404 || status === 405) {
    return 'The server has no /v1/rerank: start it with a model that scores (--runner pooling), and look at the address.'
  }
  return status === 401 ? "Set VLLM_API_KEY, or pass `apiKey`: the server's --api-key." : undefined
}
