import { z } from 'zod'
import { wireScore } from '../../answer/wire-score.ts'
import { type Dialect, defineDialect } from '../dialect.ts'

const request = z.object({
  model: z.string(),
  query: z.string(),
  documents: z.array(z.string()).min(1),
  top_n: z.int().min(1).nullish(),
  max_tokens_per_doc: z.int().min(1).nullish(),
  priority: z.int().min(0).max(999).nullish(),
})

const response = z.object({
  id: z.string(),
  results: z.array(z.object({ index: z.int(), relevance_score: z.number() })),
  meta: z.object({
    api_version: z.object({ version: z.string() }),
    billed_units: z.object({ search_units: z.number() }),
    tokens: z.object({ input_tokens: z.int() }),
    warnings: z.array(z.string()).optional(),
  }),
})

/** Cohere's `/v2/rerank`. */
export const cohereV2: Dialect = defineDialect({
  name: 'cohere_v2',
  title: 'Cohere v2',
  paths: ['/v2/rerank'],
  request,
  response,
  failure: z.object({ id: z.string(), message: z.string() }),
  example: { model: 'secondpass-en', query: 'what causes tides', documents: ['Tide tables.', 'The moon.'], top_n: 1 },
  read: ({ model, query, documents, top_n, max_tokens_per_doc, priority }) => [
    {
      model,
      query,
      documents: documents.map((text) => ({ text, source: text })),
      topK: top_n ?? undefined,
      maxDocumentTokens: max_tokens_per_doc ?? undefined,
      priority: priority ?? 0,
      truncate: true,
      warnings: [],
    },
  ],
  write: ({ answers: [answer], requestId }) => ({
    id: requestId,
    results: answer?.response.results.map((result) => ({
      index: result.index,
      relevance_score: wireScore(result, { raw: false }),
    })),
    meta: {
      api_version: { version: '2' },
      billed_units: { search_units: 1 },
      tokens: { input_tokens: answer?.response.usage.tokens },
      ...(answer && answer.warnings.length > 0 && { warnings: answer.warnings }),
    },
  }),
  writeFailure: ({ error, requestId }) => ({ id: requestId, message: error.message }),
})
