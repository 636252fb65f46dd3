import { type Document, type Estimate, estimateTokens, planCandidates, type RerankRequest } from '../reranker/index.ts'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import { type Reading, readingOf } from './reading.ts'

/** What a request would take on this machine: pairs (chunks of a document count each) and tokens, and no money. */
export function estimatePairs<D extends Document>({
  request,
  settings,
}: {
  request: RerankRequest<D>
  /** Undefined for a model that is not there yet: its limits are not known. */
  settings: CrossEncoderSettings | undefined
}): Estimate {
  const { query, texts } = planCandidates(request)
  const reading = readingOf({ options: request, settings })
  const queryTokens = estimateTokens(query)
  const maxTokens = settings?.maxTokens ?? Number.POSITIVE_INFINITY
  let [pairs, tokens] = [0, 0]
  for (const text of texts) {
    const document = estimateDocument({ textTokens: estimateTokens(text), queryTokens, maxTokens, reading })
    pairs += document.pairs
    tokens += document.tokens
  }
  return { pairs, tokens, requests: 0, cost: 0 }
}

/** One document: read whole or cut, or in windows of which each has the query and an eighth of the one before it. */
function estimateDocument({
  textTokens,
  queryTokens,
  maxTokens,
  reading: { chunked, maxChunks, maxDocumentTokens },
}: {
  textTokens: number
  queryTokens: number
  maxTokens: number
  reading: Reading
}): { pairs: number; tokens: number } {
  const text = Math.min(textTokens, maxDocumentTokens)
  const whole = queryTokens + text
  if (!chunked || whole <= maxTokens) return { pairs: 1, tokens: Math.min(whole, maxTokens) }
  const query = Math.min(queryTokens, maxTokens / 2)
  const room = maxTokens - query
  const overlap = Math.min(maxTokens / 8, room / 2)
  const pairs = Math.min(maxChunks, Math.max(1, Math.ceil((text - overlap) / (room - overlap))))
  const tokens = Math.ceil(Math.min(pairs * query + text + (pairs - 1) * overlap, pairs * maxTokens))
  return { pairs, tokens }
}
