import type { TextScore } from './scorer.ts'
import { SecondpassError } from './secondpass-error.ts'

/**
 * Scores that cannot make an order are a fault of the model, never a silent order: one that is not a finite number,
 * or the same number for inputs that differ.
 */
export function checkScores({
  texts,
  scores,
  coarse = false,
}: {
  /** Whether equal scores of texts that differ are no fault. */
  coarse?: boolean | undefined
  texts: readonly string[]
  scores: readonly (TextScore | undefined)[]
}): void {
  const values = new Set<number>()
  const inputs = new Set<string>()
  for (const [position, score] of scores.entries()) {
    if (score === undefined) continue
    if (!Number.isFinite(score.raw)) {
      throw new SecondpassError({
        code: 'invalid_scores',
        message: `The model gave ${score.raw} as a score. Its files are damaged, or it overflows on this text.`,
      })
    }
    values.add(score.raw)
    inputs.add(score.fingerprint ?? texts[position] ?? '')
  }
  if (!coarse && inputs.size > 1 && values.size === 1) {
    throw new SecondpassError({
      code: 'constant_scores',
      message: `The model gave one and the same score to ${inputs.size} different texts. It is not a working reranker.`,
    })
  }
}
