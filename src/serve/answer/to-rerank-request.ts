import type { RerankRequest } from '../../reranker/index.ts'
import type { ServedModel } from '../models/served-model.ts'
import type { ServedDocument, ServedRequest } from './served-request.ts'

/** What a model is asked, in the terms of its reranker. */
export function toRerankRequest({
  request,
  model,
}: {
  request: ServedRequest
  model: ServedModel
}): RerankRequest<ServedDocument> {
  const { query, documents, topK, depth = model.depth, priority, maxDocumentTokens, maxChunks } = request
  return { query, documents, topK, depth, priority, maxDocumentTokens, maxChunks, returnLogits: true }
}
