import { describe, expect, it } from 'vitest'
import { orderCandidates } from './order-candidates.ts'
import type { TextScore } from './scorer.ts'

function score(raw: number): TextScore {
  return { raw, truncated: false }
}

describe('orderCandidates', () => {
  it('puts the scored first by score, then the others, then the empty', () => {
    const scores = [undefined, score(1), undefined, score(2), undefined]
    expect(orderCandidates({ scores, empty: [0], failed: false })).toEqual([3, 1, 2, 4, 0])
  })

  it('keeps first-stage order among equal scores', () => {
    expect(orderCandidates({ scores: [score(1), score(2), score(1), score(2)], empty: [], failed: false })).toEqual([
      1, 3, 0, 2,
    ])
  })

  it('orders negative scores and both zeros by value', () => {
    const scores = [score(-1), score(-0), score(-2), score(0)]
    expect(orderCandidates({ scores, empty: [], failed: false })).toEqual([1, 3, 0, 2])
  })

  it('puts the empty last too where nothing was to be scored', () => {
    expect(orderCandidates({ scores: [undefined, undefined, undefined], empty: [0], failed: false })).toEqual([1, 2, 0])
  })

  it('leaves the first-stage order alone where scoring failed altogether', () => {
    expect(orderCandidates({ scores: [undefined, undefined, undefined], empty: [0], failed: true })).toEqual([0, 1, 2])
  })

  it('counts what was scored before a failure', () => {
    expect(orderCandidates({ scores: [undefined, undefined, score(-9)], empty: [0], failed: true })).toEqual([2, 1, 0])
  })
})
