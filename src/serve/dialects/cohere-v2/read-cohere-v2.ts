import type { ServedRequest } from '../../answer/served-request.ts'
import { ServeError } from '../../serve-error.ts'
import type { ReadOptions } from '../dialect.ts'
import type { JsonObject } from '../reading/body-fields.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import { readLimit } from '../reading/read-limit.ts'
import { tellUnusedFields } from '../reading/tell-unused-fields.ts'

/** A body of Cohere v2, and what clients of v1 still send there. */
export interface CohereV2Body {
  model: string
  query: string
  documents: (string | JsonObject)[]
  top_n?: number | null | undefined
  top_k?: number | null | undefined
  max_tokens_per_doc?: number | null | undefined
  priority?: number | null | undefined
  rank_fields?: string[] | null | undefined
  return_documents?: boolean | null | undefined
}

/**
 * Objects are read as Cohere wants records to be sent: their fields, a line each.
 *
 * @throws ServeError 422 for objects where the server is strict.
 */
export function readCohereV2(body: CohereV2Body, { strict }: ReadOptions): ServedRequest[] {
  const { documents, rank_fields, return_documents } = body
  const object = documents.findIndex((document) => typeof document !== 'string')
  if (strict && object >= 0) {
    const message = `documents[${object}] must be a string: the v2 API takes no objects.`
    throw new ServeError({ code: 'invalid_request', status: 422, message })
  }
  const { topK, warnings } = readLimit({ preferred: body.top_n, alias: body.top_k })
  if (return_documents) warnings.push("'return_documents' had no effect: the v2 API returns no documents.")
  return [
    makeRequest({
      ...body,
      documents: readDocuments({ documents, fields: rank_fields, textless: 'render' }),
      topK,
      maxDocumentTokens: body.max_tokens_per_doc,
      warnings: [...warnings, ...tellUnusedFields({ fields: rank_fields, documents })],
    }),
  ]
}
