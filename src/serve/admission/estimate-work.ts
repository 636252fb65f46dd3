import {
  type Document,
  estimateTokens,
  planCandidates,
  type Reranker,
  type RerankRequest,
  validateRequest,
} from '../../reranker/index.ts'
import type { AdmissionRequest } from './admission.ts'

/** What a pair takes on this machine beside its tokens, in tokens: its message, its run of the graph. */
const tokensPerPair = 16
/** What a call to a service takes beside its tokens: about the time in which services read that many. */
const tokensPerCall = 10_000

/**
 * The work of a request, for admission: by the reranker's own estimate, or by the texts where it has none.
 *
 * @throws SecondpassError `invalid_request`.
 */
export async function estimateWork<D extends Document>({
  reranker,
  request,
}: {
  reranker: Reranker
  request: RerankRequest<D>
}): Promise<Pick<AdmissionRequest, 'tokens' | 'parts'>> {
  const estimate = (await reranker.estimate?.(request)) ?? estimateTexts(reranker, request)
  const { pairs, tokens, requests } = estimate
  return {
    tokens: Math.ceil(tokens + tokensPerPair * pairs + tokensPerCall * requests),
    parts: Math.max(1, requests > 0 ? requests : pairs),
  }
}

function estimateTexts<D extends Document>({ id }: Reranker, request: RerankRequest<D>) {
  validateRequest(request, { rawScale: 'logit', model: { id } })
  const { query, texts } = planCandidates(request)
  const ofQuery = estimateTokens(query)
  const tokens = texts.reduce((sum, text) => sum + ofQuery + estimateTokens(text), 0)
  return { pairs: texts.length, tokens, requests: 0 }
}
