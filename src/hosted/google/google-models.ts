import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: npm @google-cloud/discoveryengine 2.9.0 (rank_service.proto: 200 records, 512 tokens of the oldest
 * model), cloud.google.com/generative-ai-app-builder/docs/ranking. The 1,024 tokens of the 004 models are known from
 * there at second hand.
 */
export const googleModels: readonly ModelFacts[] = [
  { id: 'semantic-ranker-default@latest', maxDocuments: 200, contextTokens: 1024 },
  { id: 'semantic-ranker-default-004', maxDocuments: 200, contextTokens: 1024 },
  { id: 'semantic-ranker-fast-004', maxDocuments: 200, contextTokens: 1024 },
  { id: 'semantic-ranker-default-003', maxDocuments: 200, contextTokens: 512 },
  { id: 'semantic-ranker-default-002', maxDocuments: 200, contextTokens: 512 },
  { id: 'semantic-ranker-512@latest', maxDocuments: 200, contextTokens: 512 },
]
