import type { Dialect, DialectName } from './dialect.ts'
import { readScores } from './read-scores.ts'

/** A dialect, with what else is known of the servers that speak it. */
export interface NamedDialect extends Dialect {
  readonly maxDocuments: number
  /** Whether `usage.total_tokens` counts tokens; some servers that speak like Jina count characters there. */
  readonly countsTokens?: boolean
}

const named = (model: string | undefined): object => (model === undefined ? {} : { model })

export const namedDialects: Readonly<Record<DialectName, NamedDialect>> = {
  cohere: {
    body: ({ query, texts, model }) => ({ ...named(model), query, documents: texts }),
    scores: (answer) => readScores(answer, { list: 'results', score: 'relevance_score' }),
    maxDocuments: 1000,
  },
  jina: {
    body: ({ query, texts, model }) => ({ ...named(model), query, documents: texts, return_documents: false }),
    scores: (answer) => readScores(answer, { list: 'results', score: 'relevance_score' }),
    maxDocuments: 1000,
  },
  voyage: {
    body: ({ query, texts, model }) => ({ ...named(model), query, documents: texts }),
    scores: (answer) => readScores(answer, { list: 'data', score: 'relevance_score' }),
    maxDocuments: 1000,
    countsTokens: true,
  },
  tei: {
    body: ({ query, texts }) => ({ query, texts, raw_scores: true, truncate: true }),
    scores: (answer) => readScores(answer, { list: '', score: 'score' }),
    scale: 'logit',
    maxDocuments: 32,
  },
  'vllm-score': {
    // Newer versions also call them queries and documents.
    body: ({ query, texts, model }) => ({ ...named(model), text_1: query, text_2: texts }),
    scores: (answer) => readScores(answer, { list: 'data', score: 'score' }),
    maxDocuments: 256,
    countsTokens: true,
  },
  nim: {
    body: ({ query, texts, model }) => ({
      ...named(model),
      query: { text: query },
      passages: texts.map((text) => ({ text })),
      truncate: 'END', // A container of one's own refuses long texts by default.
    }),
    scores: (answer) => readScores(answer, { list: 'rankings', score: 'logit' }),
    scale: 'logit',
    maxDocuments: 512,
    countsTokens: true,
  },
  'openai-compatible': {
    // Some of these servers answer with the best few unless they are told a number.
    body: ({ query, texts, model }) => ({ ...named(model), query, documents: texts, top_n: texts.length }),
    scores: (answer) => readScores(answer),
    maxDocuments: 1000,
  },
}
