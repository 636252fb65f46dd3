import type { ModelFacts } from '../model-facts.ts'

/**
 * Read on 2026-11-26: docs.aws.amazon.com/bedrock (rerank-supported, model cards; API_agent-runtime_Rerank for 1,000
 * sources). The tokens of Amazon's own model are not documented there. It does not run in us-east-1.
 */
export const bedrockModels: readonly ModelFacts[] = [
  { id: 'amazon.rerank-v1:0', maxDocuments: 1000 },
  { id: 'cohere.rerank-v3-5:0', maxDocuments: 1000, contextTokens: 4096 },
]
