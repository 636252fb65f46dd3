import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-22 and 2026-11-26: jina.ai/models (one page a model), castorini/rank_llm#384 for 64 documents a pass.
 * How many documents a call may have is not documented; 100 is our own choice for models that score one by one, which
 * costs requests and no tokens.
 */
export const jinaModels: readonly ModelFacts[] = [
  { id: 'jina-reranker-v3.5', maxDocuments: 64, contextTokens: 131_072, listwise: true },
  { id: 'jina-reranker-v3', maxDocuments: 64, contextTokens: 131_072, listwise: true },
  { id: 'jina-reranker-m0', maxDocuments: 100, contextTokens: 10_240 },
  { id: 'jina-reranker-v2-base-multilingual', maxDocuments: 100, contextTokens: 1024 },
  { id: 'jina-colbert-v2', maxDocuments: 100, contextTokens: 8192 },
]
