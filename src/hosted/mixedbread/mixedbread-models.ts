import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: mixedbread.com/docs/models/reranking ("up to 32k" of the second generation, which its model pages
 * call 8K, 32K-compatible). How many documents a call may have is not documented; 100 is our own choice, and costs no
 * tokens.
 */
export const mixedbreadModels: readonly ModelFacts[] = [
  { id: 'mixedbread-ai/mxbai-rerank-large-v2', maxDocuments: 100, contextTokens: 32_768 },
  { id: 'mixedbread-ai/mxbai-rerank-base-v2', maxDocuments: 100, contextTokens: 32_768 },
  { id: 'mixedbread-ai/mxbai-rerank-large-v1', maxDocuments: 100, contextTokens: 512 },
  { id: 'mixedbread-ai/mxbai-rerank-base-v1', maxDocuments: 100, contextTokens: 512 },
  { id: 'mixedbread-ai/mxbai-rerank-xsmall-v1', maxDocuments: 100, contextTokens: 512 },
]
