import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: docs.together.ai/docs/together-and-llamarank (8,000 tokens a document), npm together-ai 0.52.0 and
 * ai-sdk.dev for the names. The second model's tokens are those that its makers name. How many documents a call may
 * have is not documented; 100 is our own choice, and costs no tokens.
 */
export const togetherModels: readonly ModelFacts[] = [
  { id: 'Salesforce/Llama-Rank-v1', maxDocuments: 100, contextTokens: 8000 },
  { id: 'mixedbread-ai/Mxbai-Rerank-Large-V2', maxDocuments: 100, contextTokens: 32_768 },
]
