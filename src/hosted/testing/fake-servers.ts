import type { FakeScore, FakeService } from './fake-service.ts'

function results(scores: readonly FakeScore[]): object[] {
  return scores.map(({ index, score }) => ({ index, relevance_score: score }))
}

const openAiFailure = (message: string) => ({
  error: { message, type: 'invalid_request_error', param: null, code: 400 },
})

/** Servers of one's own, as fakes: see fake-services.ts. */
export const fakeServers: readonly FakeService[] = [
  {
    name: 'tei',
    model: 'm',
    options: { baseUrl: 'http://localhost:8080' },
    keys: ['query', 'texts', 'truncate', 'truncation_direction', 'raw_scores', 'return_text'],
    textsOf: ({ body }) => body.texts,
    answer: (scores) => scores,
    failure: (error) => ({ error, error_type: 'Validation' }),
    usage: {},
  },
  {
    name: 'vllm',
    model: 'm',
    options: { baseUrl: 'http://localhost:8000' },
    keys: ['model', 'query', 'documents', 'top_n', 'max_tokens_per_doc', 'use_activation', 'instruction', 'priority'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({ id: 'score-1', results: results(scores), usage: { total_tokens: 7 } }),
    failure: openAiFailure,
    usage: { tokens: 7 },
  },
  {
    name: 'infinity',
    model: 'm',
    options: { baseUrl: 'http://localhost:7997' },
    keys: ['model', 'query', 'documents', 'raw_scores', 'return_documents', 'top_n'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({ object: 'rerank', results: results(scores), usage: { total_tokens: 7 } }),
    failure: openAiFailure,
    usage: {},
  },
  {
    name: 'llamacpp',
    model: 'm',
    options: { baseUrl: 'http://localhost:8080' },
    keys: ['model', 'query', 'documents', 'top_n'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({ object: 'list', results: results(scores), usage: { total_tokens: 7 } }),
    failure: openAiFailure,
    usage: { tokens: 7 },
  },
  {
    name: 'xinference',
    model: 'm',
    options: { baseUrl: 'http://localhost:9997' },
    keys: ['model', 'query', 'documents', 'top_n', 'return_documents', 'max_chunks_per_doc', 'return_len'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({ results: results(scores), meta: { tokens: { input_tokens: 7 } } }),
    failure: (detail) => ({ detail }),
    usage: { tokens: 7 },
  },
]
