/** How two lists of scores of the same documents compare. */
export interface ScoreComparison {
  /** Documents whose scores differ by more than rounding. */
  readonly different: number
  readonly largestDifference: number
  /** Pairs of documents in the same order less those in opposite order, as a part of all pairs: 1 is the same order. */
  readonly orderAgreement: number
}

const rounding = 1e-4

export function compareScores(first: readonly number[], second: readonly number[]): ScoreComparison {
  const differences = first.map((score, index) => Math.abs(score - (second[index] ?? Number.NaN)))
  let agreement = 0
  let pairs = 0
  for (let a = 0; a < first.length; a++) {
    for (let b = a + 1; b < first.length; b++) {
      const order = (scores: readonly number[]): number => Math.sign((scores[a] ?? 0) - (scores[b] ?? 0))
      agreement += order(first) * order(second)
      pairs++
    }
  }
  return {
    // Written so that a score that is no number counts as different.
    different: differences.filter((difference) => !(difference <= rounding)).length,
    largestDifference: Math.max(...differences),
    orderAgreement: agreement / pairs,
  }
}
