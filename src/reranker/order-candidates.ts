import type { TextScore } from './scorer.ts'

/**
 * Positions of documents in their new order: the scored ones by raw score, highest first and ties by first-stage
 * position; then the others in first-stage order; then the empty ones. Where scoring failed altogether, the first-stage order.
 */
export function orderCandidates({
  scores,
  empty,
  failed,
}: {
  /** One entry a document. */
  scores: readonly (TextScore | undefined)[]
  empty: readonly number[]
  /** Whether scoring failed. */
  failed: boolean
}): number[] {
  const order = [...scores.keys()]
  if (failed && scores.every((score) => score === undefined)) return order
  const last = new Set(empty)
  const group = (index: number) => (scores[index] !== undefined ? 0 : last.has(index) ? 2 : 1)
  return order.sort((a, b) => group(a) - group(b) || (scores[b]?.raw ?? 0) - (scores[a]?.raw ?? 0) || a - b)
}
