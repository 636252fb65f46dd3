import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: docs.pinecone.io/guides/search/rerank-results. cohere-rerank-3.5 is served by
 * cohere-rerank-4-fast since August 2026.
 */
export const pineconeModels: readonly ModelFacts[] = [
  { id: 'cohere-rerank-4-fast', maxDocuments: 250, contextTokens: 8192 },
  { id: 'bge-reranker-v2-m3', maxDocuments: 100, contextTokens: 1024 },
  { id: 'pinecone-rerank-v0', maxDocuments: 100, contextTokens: 512 },
  { id: 'cohere-rerank-3.5', maxDocuments: 200, contextTokens: 40_000, replacedBy: 'cohere-rerank-4-fast' },
]

/** Models with the parameter `truncate`. The first refuses a call for one text that is too long, unless told to cut. */
export const truncatingModels: readonly string[] = ['bge-reranker-v2-m3', 'pinecone-rerank-v0']

/** The model with the parameter `max_tokens_per_doc`, and the most that it takes. */
export const cuttingModel = 'cohere-rerank-4-fast'
export const mostDocumentTokens = 4096
