import { type Document, type Estimate, estimateTokens, planCandidates, type RerankRequest } from '../reranker/index.ts'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'

/** What a request would take on this machine: tokens, and no money. */
export function estimatePairs<D extends Document>({
  request,
  settings,
}: {
  request: RerankRequest<D>
  /** Undefined for a model that is not there yet: its limits are not known. */
  settings: CrossEncoderSettings | undefined
}): Estimate {
  const { query, texts } = planCandidates(request)
  const windows = settings?.longDocuments === 'chunk' ? settings.maxChunks : 1
  const limit = (settings?.maxTokens ?? Number.POSITIVE_INFINITY) * windows
  const queryTokens = estimateTokens(query)
  const tokens = texts.reduce((sum, text) => sum + Math.min(queryTokens + estimateTokens(text), limit), 0)
  return { pairs: texts.length, tokens, requests: 0, cost: 0 }
}
