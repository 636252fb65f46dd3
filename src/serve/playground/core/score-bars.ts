/**
 * The lengths of scores' bars, from 0 to 1: the score itself on a scale that goes from 0 to 1, else its place between the
 * lowest and the highest. Null where there is no score.
 */
export function scoreBars({ scores, scale }: { scores: readonly (number | null)[]; scale: string }): (number | null)[] {
  const known = scores.filter((score) => score !== null)
  const lowest = known.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY)
  const highest = known.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY)
  const absolute = (scale === 'sigmoid' || scale === 'calibrated') && lowest >= 0 && highest <= 1
  return scores.map((score) => {
    if (score === null) return null
    if (absolute) return score
    return highest === lowest ? 1 : (score - lowest) / (highest - lowest)
  })
}
