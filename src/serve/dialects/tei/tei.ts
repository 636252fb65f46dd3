import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { exampleDocuments, exampleQuery } from '../example-texts.ts'
import { fields } from '../reading/body-fields.ts'
import { hasField } from '../reading/has-field.ts'
import { makeRequest } from '../reading/make-request.ts'
import { onlyAnswer } from '../writing/only-answer.ts'
import { tellRaw } from '../writing/tell-raw.ts'
import { writeWarningsHeader } from '../writing/warnings-header.ts'
import { type TeiErrorType, teiErrorTypes, teiStatus } from './tei-failure.ts'

const request = z.object({
  query: fields.query,
  texts: z.array(z.string()).min(1, 'must hold at least one text'),
  truncate: fields.flag.describe(
    'False: texts that are longer than the model reads are refused with 422. Default: true.',
  ),
  truncation_direction: z
    .enum(['Left', 'left', 'Right', 'right'])
    .nullish()
    .describe('Texts are cut from the right. Left: what would have to be cut is refused with 422.'),
  raw_scores: fields.flag.describe('Scores as the model gives them, and not between 0 and 1. Default: false.'),
  return_text: fields.flag.describe('Whether texts come back. Default: false.'),
  model: fields.model,
})

/** The `/rerank` of Hugging Face's Text Embeddings Inference. */
export const tei: Dialect = defineDialect({
  name: 'tei',
  title: 'Text Embeddings Inference (TEI)',
  paths: ['/rerank', '/reranking', '/v1/rerank', '/v1/reranking'],
  speaks: (body) => hasField(body, 'texts'),
  request,
  extensions: ['model'],
  malformed: 422,
  response: z.array(z.object({ index: z.int(), score: z.number(), text: z.string().optional() })),
  failure: z.object({ error: z.string(), error_type: z.enum(teiErrorTypes) }),
  example: { query: exampleQuery, texts: exampleDocuments, return_text: true },
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
  headers: ({ body, answers }) => {
    const answer = tellRaw({ answer: onlyAnswer(answers), raw: body.raw_scores === true })
    return writeWarningsHeader(answer.warnings)
  },
  statusOf: teiStatus,
  writeFailure: ({ error }) => ({ error: error.message, error_type: typeOf(teiStatus(error)) }),
})

function typeOf(status: number): TeiErrorType {
  if (status === 400) return 'Empty'
  if (status === 429) return 'Overloaded'
  if (status === 503) return 'Unhealthy'
  return status === 424 ? 'Backend' : 'Validation'
}
