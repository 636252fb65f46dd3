import type { ModelFacts } from '../model-facts.ts'

/** Read on 2026-11-22: docs.cohere.com (models/rerank, best practices, deprecations). */
export const cohereModels: readonly ModelFacts[] = [
  { id: 'rerank-v5.0-pro', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'rerank-v5.0-fast', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'rerank-v4.0-pro', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'rerank-v4.0-fast', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'rerank-v3.5', maxDocuments: 1000, contextTokens: 4096 },
  { id: 'rerank-english-v3.0', maxDocuments: 1000, contextTokens: 4096 },
  { id: 'rerank-multilingual-v3.0', maxDocuments: 1000, contextTokens: 4096 },
  { id: 'rerank-english-v2.0', maxDocuments: 1000, contextTokens: 512, replacedBy: 'rerank-v3.5' },
  { id: 'rerank-multilingual-v2.0', maxDocuments: 1000, contextTokens: 512, replacedBy: 'rerank-v3.5' },
]
