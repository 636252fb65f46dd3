import { type Reranker, rerankWith } from '../../reranker/index.ts'
import type { HostedOptions } from '../hosted-options.ts'
import { createHostedScorer } from '../hosted-scorer.ts'
import type { Provider } from '../provider.ts'
import { resolveTarget } from '../resolve-target.ts'
import { plainTransport } from './plain-transport.ts'

/** As `HostedReranker`, with a transport that does not retry: tests count calls. */
export function makeReranker({
  provider,
  model = '',
  options: given = {},
}: {
  provider: Provider
  model?: string
  options?: HostedOptions
}): Reranker {
  const options = { retries: 0, ...given }
  const { target } = resolveTarget({ provider, model, options })
  const scorer = createHostedScorer({ target, transport: plainTransport(options) })
  return { id: scorer.model.id, rerank: async (request) => await rerankWith(scorer, request) }
}
