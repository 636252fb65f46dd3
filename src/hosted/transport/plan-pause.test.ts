import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planPause } from './plan-pause.ts'
import { transportRules as rules } from './transport-rules.ts'

const retry = fc.integer({ min: 1, max: 2_000 })
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

test('the pause is anything from nothing to a bound that doubles', () => {
  fc.assert(
    fc.property(retry, share, (retry, random) => {
      const bound = Math.min(rules.maxDelay, rules.baseDelay * 2 ** (retry - 1))
      expect(planPause({ retry, retryAfter: undefined, rules, random: () => random })).toBe(random * bound)
    }),
  )
})

test('a service is not asked before the time that it asks for', () => {
  fc.assert(
    fc.property(retry, share, fc.nat(), (retry, random, retryAfter) => {
      const pause = planPause({ retry, retryAfter, rules, random: () => random })
      expect(pause).toBeGreaterThanOrEqual(retryAfter)
      expect(pause).toBeLessThanOrEqual(retryAfter + rules.baseDelay)
    }),
  )
})
