import { estimateTokens } from '../reranker/index.ts'
import type { ScoringUnit } from './scoring-task.ts'

/** What even the smallest pair costs, in tokens: its message, its special tokens, the run of the graph. */
const leastCost = 16
/** Characters of a token, at most, about: what stands beyond them in a text is not read. */
const tokenLength = 4

/** How much work a unit is, in estimated tokens: query and text, as far as the limits let them be read. */
export function unitCost({ query, text, maxTokens, maxDocumentTokens = maxTokens }: ScoringUnit): number {
  const pair = tokensWithin(query, maxTokens) + tokensWithin(text, maxDocumentTokens)
  return Math.max(leastCost, Math.min(pair, maxTokens))
}

function tokensWithin(text: string, limit: number): number {
  return Math.min(limit, estimateTokens(text.slice(0, limit * tokenLength)))
}
