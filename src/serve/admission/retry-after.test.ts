import fc from 'fast-check'
import { expect, it } from 'vitest'
import { retryAfter } from './retry-after.ts'

it('is whole seconds, enough, at least one, and not twice what is needed', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (needed, random) => {
        const seconds = retryAfter({ needed, random })
        expect(Number.isInteger(seconds)).toBe(true)
        expect(seconds).toBeGreaterThanOrEqual(Math.max(1, needed / 1000))
        expect(seconds).toBeLessThanOrEqual(1 + (1.7 * needed) / 1000)
      },
    ),
  )
})

it('differs among those that are refused together', () => {
  expect(retryAfter({ needed: 10_000, random: 0 })).toBe(12)
  expect(retryAfter({ needed: 10_000, random: 0.999 })).toBe(17)
})
