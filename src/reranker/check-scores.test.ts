import { describe, expect, it } from 'vitest'
import { checkScores } from './check-scores.ts'
import type { TextScore } from './scorer.ts'

const texts = ['one', 'two', 'three']

function scored(...raws: (number | undefined)[]): (TextScore | undefined)[] {
  return raws.map((raw) => (raw === undefined ? undefined : { raw, truncated: false }))
}

describe('checkScores', () => {
  it.each([
    ['different numbers', scored(1, 2, 3)],
    ['two equal ones among others', scored(1, 1, 2)],
    ['a single one', scored(undefined, 1, undefined)],
    ['none', scored(undefined, undefined, undefined)],
    ['very large and very small ones', scored(1e300, -1e300, 5e-324)],
  ])('accepts %s', (_, scores) => {
    expect(() => checkScores({ texts, scores })).not.toThrow()
  })

  it('accepts one score for inputs that read the same to the model', () => {
    const scores: TextScore[] = texts.map(() => ({ raw: 0.5, truncated: false, fingerprint: 'same' }))
    expect(() => checkScores({ texts, scores })).not.toThrow()
  })

  it('refuses one score for inputs that the model can tell apart', () => {
    const scores: TextScore[] = texts.map((text) => ({ raw: 0.5, truncated: false, fingerprint: text }))
    expect(() => checkScores({ texts, scores })).toThrow(expect.objectContaining({ code: 'constant_scores' }))
    expect(() => checkScores({ texts, scores: scored(0, undefined, -0) })).toThrow(/2 different texts/)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (raw) => {
    expect(() => checkScores({ texts, scores: scored(1, raw, undefined) })).toThrow(
      expect.objectContaining({ code: 'invalid_scores', message: expect.stringContaining(String(raw)) }),
    )
  })
})
