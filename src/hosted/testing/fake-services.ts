import { fakeServers } from './fake-servers.ts'
import type { FakeScore, FakeService } from './fake-service.ts'

const apiKey = 'test-key'

/** Scores under a service's own name for them. */
function named(scores: readonly FakeScore[], name: string): object[] {
  return scores.map(({ index, score }) => ({ index, [name]: score }))
}

/** One a service. What they answer follows src/hosted/NAME/fixtures.json. */
export const fakeServices: readonly FakeService[] = [
  {
    name: 'cohere',
    model: 'rerank-v4.0-pro',
    options: { apiKey },
    keys: ['model', 'query', 'documents', 'top_n', 'max_tokens_per_doc', 'priority', 'relevant_spans'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({
      results: named(scores, 'relevance_score'),
      meta: { billed_units: { search_units: 1 } },
    }),
    failure: (message) => ({ id: '1', message }),
    usage: { searchUnits: 1 },
  },
  {
    name: 'jina',
    model: 'jina-reranker-v3.5',
    options: { apiKey },
    keys: ['model', 'query', 'documents', 'top_n', 'return_documents'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({ model: 'm', results: named(scores, 'relevance_score'), usage: { total_tokens: 7 } }),
    failure: (detail) => ({ detail }),
    usage: { tokens: 7 },
  },
  {
    name: 'voyage',
    model: 'rerank-2.5',
    options: { apiKey },
    keys: ['model', 'query', 'documents', 'top_k', 'return_documents', 'truncation'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({ object: 'list', data: named(scores, 'relevance_score'), usage: { total_tokens: 7 } }),
    failure: (detail) => ({ detail }),
    usage: { tokens: 7 },
  },
  {
    name: 'mixedbread',
    model: 'mixedbread-ai/mxbai-rerank-large-v2',
    options: { apiKey },
    keys: ['model', 'query', 'input', 'rank_fields', 'top_k', 'return_input', 'rewrite_query'],
    textsOf: ({ body }) => body.input.slice(0, body.top_k ?? 10),
    answer: (scores) => ({ data: named(scores, 'score'), usage: { prompt_tokens: 7, total_tokens: 7 } }),
    failure: (detail) => ({ detail }),
    usage: { tokens: 7 },
  },
  {
    name: 'together',
    model: 'Salesforce/Llama-Rank-v1',
    options: { apiKey },
    keys: ['model', 'query', 'documents', 'top_n', 'return_documents', 'rank_fields'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({ object: 'rerank', results: named(scores, 'relevance_score'), usage: { total_tokens: 7 } }),
    failure: (message) => ({ error: { message, type: 'invalid_request_error', param: null, code: null } }),
    usage: { tokens: 7 },
  },
  {
    name: 'pinecone',
    model: 'bge-reranker-v2-m3',
    options: { apiKey },
    keys: ['model', 'query', 'documents', 'top_n', 'return_documents', 'rank_fields', 'parameters'],
    textsOf: ({ body }) => body.documents.map(({ text }: { text: string }) => text),
    answer: (scores) => ({ model: 'm', data: named(scores, 'score'), usage: { rerank_units: 1 } }),
    failure: (message) => ({ status: 400, error: { code: 'INVALID_ARGUMENT', message } }),
    usage: { searchUnits: 1 },
  },
  {
    name: 'openrouter',
    model: 'cohere/rerank-4-pro',
    options: { apiKey },
    keys: ['model', 'query', 'documents', 'top_n', 'provider', 'session_id', 'user', 'trace'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({
      results: named(scores, 'relevance_score'),
      usage: { search_units: 1, total_tokens: 7, cost: 0.25 },
    }),
    failure: (message) => ({ error: { code: 400, message } }),
    usage: { searchUnits: 1, tokens: 7, cost: 0.25 },
  },
  {
    name: 'azure',
    model: 'Cohere-rerank-v4.0-pro',
    options: { apiKey, baseUrl: 'https://my-rerank.eastus2.models.ai.azure.com' },
    keys: ['model', 'query', 'documents', 'top_n', 'max_tokens_per_doc'],
    textsOf: ({ body }) => body.documents,
    answer: (scores) => ({
      results: named(scores, 'relevance_score'),
      meta: { billed_units: { search_units: 1 } },
    }),
    failure: (message) => ({ message }),
    usage: { searchUnits: 1 },
  },
  {
    name: 'nvidia',
    model: 'nvidia/llama-nemotron-rerank-1b-v2',
    options: { apiKey },
    keys: ['model', 'query', 'passages', 'truncate'],
    textsOf: ({ body }) => body.passages.map(({ text }: { text: string }) => text),
    answer: (scores) => ({ rankings: named(scores, 'logit'), usage: { prompt_tokens: 7, total_tokens: 7 } }),
    failure: (message) => ({ object: 'error', message, type: 'invalid_request_error' }),
    usage: { tokens: 7 },
  },
  {
    name: 'bedrock',
    model: 'amazon.rerank-v1:0',
    options: {
      settings: { region: 'us-west-2', credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: apiKey } },
    },
    keys: ['queries', 'sources', 'rerankingConfiguration', 'nextToken'],
    textsOf: ({ body }) =>
      body.sources
        .slice(0, body.rerankingConfiguration.bedrockRerankingConfiguration.numberOfResults ?? 1)
        .map((source: { inlineDocumentSource: { textDocument: { text: string } } }) => {
          return source.inlineDocumentSource.textDocument.text
        }),
    answer: (scores) => ({ results: named(scores, 'relevanceScore') }),
    failure: (message) => ({ message }),
    usage: {},
  },
  {
    name: 'google',
    model: 'semantic-ranker-default@latest',
    options: { settings: { project: 'my-project', accessToken: apiKey } },
    keys: ['model', 'query', 'topN', 'records', 'ignoreRecordDetailsInResponse', 'userLabels'],
    textsOf: ({ body }) => body.records.map(({ content }: { content: string }) => content),
    answer: (scores) => ({ records: scores.map(({ index, score }) => ({ id: `${index}`, score })) }),
    failure: (message) => ({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } }),
    usage: {},
  },
  ...fakeServers,
]
