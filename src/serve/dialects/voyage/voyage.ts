import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { exampleDocuments, exampleQuery } from '../example-texts.ts'
import { fields } from '../reading/body-fields.ts'
import { makeRequest } from '../reading/make-request.ts'
import { onlyAnswer } from '../writing/only-answer.ts'

const request = z.object({
  model: fields.model,
  query: fields.query,
  documents: z.array(z.string()).min(1, 'must hold at least one document'),
  top_k: fields.atLeast1.describe('Results that come back. Default: all.'),
  return_documents: fields.flag.describe('Whether documents come back. Default: false.'),
  truncation: fields.flag.describe(
    'False: texts that are longer than the model reads are refused with 422. Default: true.',
  ),
})

const response = z.object({
  object: z.literal('list'),
  data: z.array(z.object({ index: z.int(), relevance_score: z.number(), document: z.string().optional() })),
  model: z.string(),
  usage: z.object({ total_tokens: z.int() }),
  warnings: z.array(z.string()).optional(),
})

/** Voyage's rerank API. Its own path is `/v1/rerank`, where its bodies cannot be told from Cohere's, hence the prefix. */
export const voyage: Dialect = defineDialect({
  name: 'voyage',
  title: 'Voyage',
  paths: ['/voyage/v1/rerank'],
  request,
  response,
  failure: z.object({ detail: z.string() }),
  example: { model: 'secondpass-en', query: exampleQuery, documents: exampleDocuments, top_k: 1 },
  read: ({ model, query, documents, top_k, truncation }) => [
    makeRequest({
      model,
      query,
      documents: documents.map((text) => ({ text, source: text })),
      topK: top_k,
      truncate: truncation,
    }),
  ],
  write: ({ body, answers }) => {
    const { response, model, warnings } = onlyAnswer(answers)
    return {
      object: 'list',
      data: response.results.map((result) => ({
        index: result.index,
        relevance_score: wireScore(result, { raw: false }),
        ...(body.return_documents && { document: result.document.source }),
      })),
      model,
      usage: { total_tokens: response.usage.tokens },
      ...(warnings.length > 0 && { warnings }),
    }
  },
  writeFailure: ({ error }) => ({ detail: error.message }),
})
