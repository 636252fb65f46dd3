import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { fields } from '../reading/body-fields.ts'
import { makeRequest } from '../reading/make-request.ts'
import { onlyAnswer } from '../writing/only-answer.ts'
import { type TeiErrorType, teiErrorTypes, teiStatus } from './tei-failure.ts'

const request = z.object({
  query: fields.query,
  texts: z.array(z.string()).min(1, 'must hold at least one text'),
  truncate: fields.flag,
  truncation_direction: z.enum(['Left', 'left', 'Right', 'right']).nullish(),
  raw_scores: fields.flag,
  return_text: fields.flag,
  model: fields.model,
})

/** The `/rerank` of Hugging Face's Text Embeddings Inference. */
export const tei: Dialect = defineDialect({
  name: 'tei',
  title: 'Text Embeddings Inference (TEI)',
  paths: ['/rerank', '/reranking', '/v1/rerank', '/v1/reranking'],
  speaks: (body) => 'texts' in body,
  request,
  extensions: ['model'],
  malformed: 422,
  response: z.array(z.object({ index: z.int(), score: z.number(), text: z.string().optional() })),
  failure: z.object({ error: z.string(), error_type: z.enum(teiErrorTypes) }),
  example: { query: 'what causes tides', texts: ['Tide tables.', 'The moon.'], return_text: true },
  read: ({ query, texts, truncate, truncation_direction, model }) => [
    makeRequest({
      model,
      query,
      documents: texts.map((text) => ({ text, source: text })),
      // Texts are cut from the right here; what would have to be cut from the left is refused, and not cut wrongly.
      truncate: truncation_direction?.toLowerCase() === 'left' ? false : truncate,
    }),
  ],
  write: ({ body, answers }) =>
    onlyAnswer(answers).response.results.map((result) => ({
      index: result.index,
      score: wireScore(result, { raw: body.raw_scores === true }),
      ...(body.return_text && { text: result.document.source }),
    })),
  statusOf: teiStatus,
  writeFailure: ({ error }) => ({ error: error.message, error_type: typeOf(teiStatus(error)) }),
})

function typeOf(status: number): TeiErrorType {
  if (status === 400) return 'Empty'
  if (status === 429) return 'Overloaded'
  if (status === 503) return 'Unhealthy'
  return status === 424 ? 'Backend' : 'Validation'
}
