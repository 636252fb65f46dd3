import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: docs.cohere.com/docs/cohere-on-openrouter for Cohere's; the limits are those that the models'
 * makers name. Other models of OpenRouter's list go by its name.
 */
export const openrouterModels: readonly ModelFacts[] = [
  { id: 'cohere/rerank-5-pro', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'cohere/rerank-5-fast', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'cohere/rerank-4-pro', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'cohere/rerank-4-fast', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'cohere/rerank-v3.5', maxDocuments: 1000, contextTokens: 4096 },
]
