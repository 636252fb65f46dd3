import { expect } from 'vitest'
import type { Ranked } from './passages.ts'

/** For `toEqual`: the same results in the same order, scores within 10⁻⁶. */
export function scoresCloseTo(ranked: readonly Ranked[]): Ranked[] {
  return ranked.map(({ index, score }) => ({ index, score: expect.closeTo(score, 6) as number }))
}
