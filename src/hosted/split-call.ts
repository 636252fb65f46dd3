import { estimateTokens } from '../reranker/index.ts'
import type { ModelFacts } from './model-facts.ts'

/** Cuts the texts of a request into calls that the service takes: places `start` to `end`, the latter not included. */
export function splitCall({
  query,
  texts,
  facts,
}: {
  query: string
  texts: readonly string[]
  facts: Omit<ModelFacts, 'id'>
}): { start: number; end: number }[] {
  const { maxDocuments, maxCallTokens = Number.POSITIVE_INFINITY } = facts
  const queryTokens = estimateTokens(query)
  const calls: { start: number; end: number }[] = []
  let start = 0
  let tokens = 0
  for (const [place, text] of texts.entries()) {
    const own = queryTokens + Math.min(estimateTokens(text), facts.contextTokens ?? Number.POSITIVE_INFINITY)
    if (place > start && (place - start >= maxDocuments || tokens + own > maxCallTokens)) {
      calls.push({ start, end: place })
      start = place
      tokens = 0
    }
    tokens += own
  }
  if (texts.length > start) calls.push({ start, end: texts.length })
  return calls
}
