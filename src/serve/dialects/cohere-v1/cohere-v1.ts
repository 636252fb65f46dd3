import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { exampleDocuments, exampleQuery } from '../example-texts.ts'
import { documentList, fields } from '../reading/body-fields.ts'
import { hasField } from '../reading/has-field.ts'
import { cohereMeta, writeCohereMeta } from '../writing/cohere-meta.ts'
import { onlyAnswer } from '../writing/only-answer.ts'
import { openAiError, writeOpenAiError } from '../writing/openai-error.ts'
import { tellRaw } from '../writing/tell-raw.ts'
import { tokenUsage, writeTokenUsage } from '../writing/token-usage.ts'
import { readCohereV1 } from './read-cohere-v1.ts'

const request = z.object({
  model: fields.model,
  query: z.union([fields.query, z.object({ text: fields.query })], {
    error: 'must be a string, or an object with text',
  }),
  documents: z
    .union([documentList, z.string()], { error: 'must be a list of strings or objects, or one string' })
    .describe('Texts, or objects with a text or the fields of rank_fields.'),
  top_n: fields.count.describe('Results that come back; 0 is all. Default: all.'),
  top_k: fields.count.describe('Another name of top_n.'),
  rank_fields: fields.fieldNames.describe('Fields of objects that are read, in this order. Default: text.'),
  return_documents: fields.flag.describe('Whether documents come back. Default: false.'),
  max_chunks_per_doc: fields.atLeast1.describe('Parts in which a long document is read; the best one counts.'),
  max_tokens_per_doc: fields.count.describe(
    'Tokens that are read of a document; 0 is the default: what the model reads.',
  ),
  truncate_prompt_tokens: z
    .int()
    .min(-1)
    .nullish()
    .describe('Read as a limit of each document; −1 is the default: what the model reads.'),
  raw_scores: fields.flag.describe('Scores as the model gives them, and not between 0 and 1. Default: false.'),
  use_activation: fields.flag.describe('False: scores as the model gives them. Default: true.'),
  priority: fields.priority,
})

const response = z.object({
  id: z.string(),
  model: z.string(),
  object: z.literal('list'),
  results: z.array(
    z.object({ index: z.int(), relevance_score: z.number(), document: z.record(z.string(), z.unknown()).optional() }),
  ),
  usage: tokenUsage,
  meta: cohereMeta,
})

/** One body for what Cohere v1, Jina, vLLM, llama.cpp, Infinity and Xinference serve at these paths. */
export const cohereV1: Dialect = defineDialect({
  name: 'cohere_v1',
  title: 'Cohere v1, Jina, vLLM, llama.cpp, Infinity, Xinference',
  paths: ['/v1/rerank', '/rerank', '/reranking', '/v1/reranking'],
  speaks: (body) => !hasField(body, 'texts') && !hasField(body, 'input'),
  request,
  extensions: ['top_k'],
  response,
  failure: z.object({ id: z.string(), message: z.string(), detail: z.string(), error: openAiError }),
  example: {
    query: exampleQuery,
    documents: [exampleDocuments[0], { text: exampleDocuments[1], source: 'almanac' }],
    return_documents: true,
  },
  read: readCohereV1,
  write: ({ body, answers, requestId }) => {
    const raw = body.raw_scores === true || body.use_activation === false
    const answer = tellRaw({ answer: onlyAnswer(answers), raw })
    return {
      id: requestId,
      model: answer.model,
      object: 'list',
      results: answer.response.results.map((result) => ({
        index: result.index,
        relevance_score: wireScore(result, { raw }),
        ...(body.return_documents && { document: echo(result.document.source) }),
      })),
      usage: writeTokenUsage(answers),
      meta: writeCohereMeta({ answer, version: '1' }),
    }
  },
  writeFailure: ({ error, requestId }) => ({
    id: requestId,
    message: error.message, // Cohere's
    detail: error.message, // Jina's; Haystack's client reads nothing else
    error: writeOpenAiError(error), // OpenAI's and vLLM's
  }),
})

/** Cohere gives a string back as an object. */
function echo(source: unknown): unknown {
  return typeof source === 'string' ? { text: source } : source
}
