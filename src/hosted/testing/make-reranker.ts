import type { Reranker } from '../../reranker/index.ts'
import type { HostedOptions } from '../hosted-options.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import type { Provider } from '../provider.ts'

/** A reranker that does not retry: tests count calls. */
export function makeReranker({
  provider,
  model = '',
  options = {},
}: {
  provider: Provider
  model?: string
  options?: HostedOptions
}): Reranker {
  return new HostedReranker({ provider, model, options: { retries: 0, ...options } })
}
