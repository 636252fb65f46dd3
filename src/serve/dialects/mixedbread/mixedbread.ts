import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { exampleDocuments, exampleQuery } from '../example-texts.ts'
import { documentList, fields } from '../reading/body-fields.ts'
import { hasField } from '../reading/has-field.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import { onlyAnswer } from '../writing/only-answer.ts'
import { tokenUsage, writeTokenUsage } from '../writing/token-usage.ts'

const request = z.object({
  model: fields.model,
  query: z.union([fields.query, z.object({ text: fields.query })], {
    error: 'must be a string, or an object with text',
  }),
  input: documentList.describe('Texts, or objects, of which rank_fields, the text, or all fields are read.'),
  rank_fields: fields.fieldNames.describe('Fields of objects that are read, joined by a line break in this order.'),
  top_k: fields.atLeast1.describe('Results that come back. Default: all.'),
  return_input: fields.flag.describe('Whether the input comes back. Default: false.'),
})

const response = z.object({
  object: z.literal('list'),
  model: z.string(),
  data: z.array(
    z.object({ object: z.literal('rank_result'), index: z.int(), score: z.number(), input: z.unknown().optional() }),
  ),
  usage: tokenUsage,
  top_k: z.int(),
  return_input: z.boolean(),
  warnings: z.array(z.string()).optional(),
})

/** Mixedbread's `/v1/reranking`. */
export const mixedbread: Dialect = defineDialect({
  name: 'mixedbread',
  title: 'Mixedbread',
  paths: ['/v1/reranking'],
  speaks: (body) => hasField(body, 'input'),
  request,
  response,
  failure: z.object({ type: z.string(), message: z.string(), detail: z.string() }),
  example: { query: exampleQuery, input: exampleDocuments, top_k: 1, return_input: true },
  read: ({ model, query, input, rank_fields, top_k }) => [
    makeRequest({
      model,
      query: typeof query === 'string' ? query : query.text,
      documents: readDocuments({ documents: input, fields: rank_fields, at: 'input', textless: 'render' }),
      topK: top_k,
    }),
  ],
  write: ({ body, answers }) => {
    const { response, model, warnings } = onlyAnswer(answers)
    return {
      object: 'list',
      model,
      data: response.results.map((result) => ({
        object: 'rank_result',
        index: result.index,
        score: wireScore(result, { raw: false }),
        ...(body.return_input && { input: result.document.source }),
      })),
      usage: writeTokenUsage(answers),
      top_k: body.top_k ?? body.input.length,
      return_input: body.return_input ?? false,
      ...(warnings.length > 0 && { warnings }),
    }
  },
  writeFailure: ({ error }) => ({ type: error.code, message: error.message, detail: error.message }),
})
