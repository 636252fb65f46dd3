import type { ScoringUnit } from './scoring-task.ts'

/** What even the smallest pair costs, in characters: its message, its special tokens, the run of the graph. */
const leastCost = 64
/** Characters of a token, about. */
const tokenLength = 4

/** How much work a unit is, in characters that are read: query and text, as far as the limits let them be read. */
export function unitCost({ query, text, maxTokens, maxDocumentTokens = maxTokens }: ScoringUnit): number {
  const document = Math.min(text.length, maxDocumentTokens * tokenLength)
  return Math.max(leastCost, Math.min(query.length + document, maxTokens * tokenLength))
}
