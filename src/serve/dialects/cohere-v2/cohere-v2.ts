import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { documentList, fields } from '../reading/body-fields.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import { cohereMeta, writeCohereMeta } from '../writing/cohere-meta.ts'
import { onlyAnswer } from '../writing/only-answer.ts'

const request = z.object({
  model: z.string(),
  query: fields.query,
  documents: documentList,
  top_n: fields.atLeast1,
  top_k: fields.atLeast1,
  max_tokens_per_doc: fields.atLeast1,
  priority: fields.priority,
  rank_fields: fields.fieldNames,
  return_documents: fields.flag,
})

const response = z.object({
  id: z.string(),
  results: z.array(z.object({ index: z.int(), relevance_score: z.number() })),
  meta: cohereMeta,
})

/** Cohere's `/v2/rerank`. */
export const cohereV2: Dialect = defineDialect({
  name: 'cohere_v2',
  title: 'Cohere v2',
  paths: ['/v2/rerank'],
  request,
  extensions: ['top_k', 'rank_fields', 'return_documents'],
  response,
  failure: z.object({ id: z.string(), message: z.string() }),
  example: { model: 'secondpass-en', query: 'what causes tides', documents: ['Tide tables.', 'The moon.'], top_n: 1 },
  read: ({ rank_fields, top_n, top_k, max_tokens_per_doc, ...body }) => [
    makeRequest({
      ...body,
      documents: readDocuments({ documents: body.documents, fields: rank_fields, textless: 'render' }),
      topK: top_n ?? top_k,
      maxDocumentTokens: max_tokens_per_doc,
    }),
  ],
  write: ({ answers, requestId }) => {
    const answer = onlyAnswer(answers)
    return {
      id: requestId,
      results: answer.response.results.map((result) => ({
        index: result.index,
        relevance_score: wireScore(result, { raw: false }),
      })),
      meta: writeCohereMeta({ answer, version: '2' }),
    }
  },
  writeFailure: ({ error, requestId }) => ({ id: requestId, message: error.message }),
})
