import type { ServedRequest } from '../../answer/served-request.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import { readLimit } from '../reading/read-limit.ts'
import { readTokenLimit } from '../reading/read-token-limit.ts'
import { tellUnusedFields } from '../reading/tell-unused-fields.ts'
import type { CohereV1Body } from './cohere-v1-body.ts'

/** Reads the body that many servers share, each with fields of its own. */
export function readCohereV1(body: CohereV1Body): ServedRequest[] {
  const { model, query, rank_fields, priority } = body
  const documents = Array.isArray(body.documents) ? body.documents : [body.documents]
  const { topK, warnings } = readLimit({ preferred: body.top_n, alias: body.top_k })
  const tokens = readTokenLimit(body)
  return [
    makeRequest({
      model,
      query: typeof query === 'string' ? query : query.text,
      documents: readDocuments({ documents, fields: rank_fields }),
      topK: topK === 0 ? undefined : topK,
      priority,
      maxDocumentTokens: tokens.maxDocumentTokens,
      maxChunks: body.max_chunks_per_doc,
      warnings: [...warnings, ...tokens.warnings, ...tellUnusedFields({ fields: rank_fields, documents })],
    }),
  ]
}
