import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertScore, type ScoreScale, sigmoid } from './score-scale.ts'

describe('sigmoid', () => {
  it('has known values', () => {
    expect(sigmoid(0)).toBe(0.5)
    expect(sigmoid(Math.log(3))).toBeCloseTo(0.75, 15)
    expect([sigmoid(-1e6), sigmoid(1e6)]).toEqual([0, 1])
    expect([sigmoid(Number.NEGATIVE_INFINITY), sigmoid(Number.POSITIVE_INFINITY)]).toEqual([0, 1])
  })

  it('stays from 0 to 1, never turns an order round, and is symmetric', () => {
    const logit = fc.double({ noNaN: true })
    fc.assert(
      fc.property(logit, logit, (a, b) => {
        expect(sigmoid(a)).toBeGreaterThanOrEqual(0)
        expect(sigmoid(a)).toBeLessThanOrEqual(1)
        if (a <= b) expect(sigmoid(a)).toBeLessThanOrEqual(sigmoid(b))
        expect(sigmoid(a) + sigmoid(-a)).toBeCloseTo(1, 15)
      }),
    )
  })
})

describe('convertScore', () => {
  const scales: ScoreScale[] = ['logit', 'sigmoid', 'calibrated', 'provider']

  it('leaves a score on its own scale', () => {
    for (const scale of scales) expect(convertScore({ raw: 1.5, from: scale, to: scale })).toBe(1.5)
  })

  it('knows one way between scales, and invents none', () => {
    for (const from of scales) {
      for (const to of scales.filter((scale) => scale !== from)) {
        const expected = from === 'logit' && to === 'sigmoid' ? sigmoid(1.5) : undefined
        expect(convertScore({ raw: 1.5, from, to })).toBe(expected)
      }
    }
  })
})
