import type { ServedRequest } from '../../answer/served-request.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import type { CohereV1Body } from './cohere-v1-body.ts'

/** Reads the body that many servers share, each with fields of its own. */
export function readCohereV1(body: CohereV1Body): ServedRequest[] {
  const { model, query, documents, rank_fields, priority } = body
  const list = Array.isArray(documents) ? documents : [documents]
  return [
    makeRequest({
      model,
      query: typeof query === 'string' ? query : query.text,
      documents: readDocuments({ documents: list, fields: rank_fields }),
      topK: body.top_n || body.top_k || undefined,
      priority,
      maxDocumentTokens: body.max_tokens_per_doc || above0(body.truncate_prompt_tokens),
      maxChunks: body.max_chunks_per_doc,
    }),
  ]
}

/** vLLM's −1 is the model's own limit. */
function above0(tokens: number | null | undefined): number | undefined {
  return tokens && tokens > 0 ? tokens : undefined
}
