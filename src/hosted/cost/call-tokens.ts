import { estimateTokens } from '../../reranker/index.ts'
import type { ModelFacts } from '../model-facts.ts'

/** About how many tokens a service reads in a call: the query once for each document, and the documents as far as it reads them. */
export function callTokens({
  query,
  texts,
  facts,
}: {
  query: string
  texts: readonly string[]
  facts: Omit<ModelFacts, 'id'>
}): number {
  const queryTokens = estimateTokens(query)
  const limit = facts.contextTokens ?? Number.POSITIVE_INFINITY
  return texts.reduce((sum, text) => sum + Math.min(queryTokens + estimateTokens(text), limit), 0)
}
