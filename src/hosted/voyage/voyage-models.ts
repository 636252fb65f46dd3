import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-22: docs.voyageai.com/reference/reranker-api; for rerank-3, Vercel's changelog, which says 32K a pair
 * (its tokens of a call are not verified, and taken to be those of rerank-2.5); for rerank-1, npm voyageai 0.4.0, whose
 * 100,000 is lower than the 300,000 of the page, and safe.
 */
export const voyageModels: readonly ModelFacts[] = [
  { id: 'rerank-3', maxDocuments: 1000, contextTokens: 32_000, maxCallTokens: 600_000 },
  { id: 'rerank-3-lite', maxDocuments: 1000, contextTokens: 32_000, maxCallTokens: 600_000 },
  { id: 'rerank-2.5', maxDocuments: 1000, contextTokens: 32_000, maxCallTokens: 600_000 },
  { id: 'rerank-2.5-lite', maxDocuments: 1000, contextTokens: 32_000, maxCallTokens: 600_000 },
  { id: 'rerank-2', maxDocuments: 1000, contextTokens: 16_000, maxCallTokens: 600_000 },
  { id: 'rerank-2-lite', maxDocuments: 1000, contextTokens: 8000, maxCallTokens: 600_000 },
  { id: 'rerank-1', maxDocuments: 1000, contextTokens: 8000, maxCallTokens: 100_000 },
  { id: 'rerank-lite-1', maxDocuments: 1000, contextTokens: 4000, maxCallTokens: 300_000 },
]
