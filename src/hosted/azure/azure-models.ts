import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: docs.cohere.com/docs/cohere-on-microsoft-azure (v4.0), learn.microsoft.com, "How to deploy Cohere
 * Rerank models with Azure AI Foundry" (v3.5). A deployment may have a name of its own; that is the name to give then.
 */
export const azureModels: readonly ModelFacts[] = [
  { id: 'Cohere-rerank-v4.0-pro', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'Cohere-rerank-v4.0-fast', maxDocuments: 1000, contextTokens: 32_768 },
  { id: 'Cohere-rerank-v3.5', maxDocuments: 1000, contextTokens: 4096 },
]
