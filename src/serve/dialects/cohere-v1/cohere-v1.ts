import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'
import { documentList, fields } from '../reading/body-fields.ts'
import { cohereMeta, writeCohereMeta } from '../writing/cohere-meta.ts'
import { onlyAnswer } from '../writing/only-answer.ts'
import { openAiError, writeOpenAiError } from '../writing/openai-error.ts'
import { tokenUsage, writeTokenUsage } from '../writing/token-usage.ts'
import { readCohereV1 } from './read-cohere-v1.ts'

const request = z.object({
  model: fields.model,
  query: z.union([fields.query, z.object({ text: fields.query })]),
  documents: z.union([documentList, z.string()]),
  top_n: fields.count.describe('Results that come back; 0 is all. Default: all.'),
  top_k: fields.count.describe('Another name of top_n.'),
  rank_fields: fields.fieldNames.describe('Fields of objects that are read, in this order. Default: text.'),
  return_documents: fields.flag,
  max_chunks_per_doc: fields.atLeast1,
  max_tokens_per_doc: fields.count,
  truncate_prompt_tokens: z.int().min(-1).nullish(),
  raw_scores: fields.flag,
  use_activation: fields.flag,
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
  speaks: (body) => !('texts' in body) && !('input' in body),
  request,
  response,
  failure: z.object({ id: z.string(), message: z.string(), error: openAiError }),
  example: { query: 'what causes tides', documents: ['Tide tables.', { text: 'The moon.' }], return_documents: true },
  read: readCohereV1,
  write: ({ body, answers, requestId }) => {
    const answer = onlyAnswer(answers)
    const raw = body.raw_scores === true || body.use_activation === false
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
    message: error.message,
    error: writeOpenAiError(error),
  }),
})

/** Cohere gives a string back as an object. */
function echo(source: unknown): unknown {
  return typeof source === 'string' ? { text: source } : source
}
