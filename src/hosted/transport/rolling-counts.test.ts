import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RollingCounts } from './rolling-counts.ts'

test('what is older than the window is forgotten, and what is younger than nine tenths of it is not', () => {
  const moments = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.boolean()), { maxLength: 50 })
  fc.assert(
    fc.property(moments, (steps) => {
      let now = 0
      const counts = new RollingCounts({ window: 1_000, now: () => now })
      const added: { at: number; first: boolean }[] = []
      for (const [step, first] of steps) {
        now += step
        counts.add(first ? 'a' : 'b')
        added.push({ at: now, first })
        const within = (age: number, kind: boolean) =>
          added.filter(({ at, first }) => first === kind && now - at < age).length
        const { a, b } = counts.totals
        expect(a).toBeLessThanOrEqual(within(1_000, true))
        expect(a).toBeGreaterThanOrEqual(within(900, true))
        expect(b).toBeLessThanOrEqual(within(1_000, false))
        expect(b).toBeGreaterThanOrEqual(within(900, false))
      }
    }),
  )
})
