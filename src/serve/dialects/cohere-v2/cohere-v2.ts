import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { exampleDocuments, exampleQuery } from '../example-texts.ts'
import { documentList, fields } from '../reading/body-fields.ts'
import { cohereMeta, writeCohereMeta } from '../writing/cohere-meta.ts'
import { onlyAnswer } from '../writing/only-answer.ts'
import { readCohereV2 } from './read-cohere-v2.ts'

const request = z.object({
  model: z.string().describe('The name under which the model is served.'),
  query: fields.query,
  documents: documentList.describe(
    'Texts. Of objects, which Cohere does not take here, the text is read, or all fields.',
  ),
  top_n: fields.atLeast1.describe('Results that come back. Default: all.'),
  top_k: fields.atLeast1.describe('Another name of top_n.'),
  max_tokens_per_doc: fields.atLeast1.describe('Tokens that are read of a document. Default: what the model reads.'),
  priority: fields.priority,
  rank_fields: fields.fieldNames.describe('Fields of objects that are read, joined by a line break in this order.'),
  return_documents: fields.flag.describe('Has no effect: v2 returns no documents.'),
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
  extensions: ['top_k', 'rank_fields'], // Not `return_documents`: LiteLLM sends it to Cohere's own v2 in every request.
  strictFields: { documents: z.array(z.string()).min(1).describe('Texts.') },
  response,
  failure: z.object({ id: z.string(), message: z.string() }),
  example: { model: 'secondpass-en', query: exampleQuery, documents: exampleDocuments, top_n: 1 },
  read: readCohereV2,
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
