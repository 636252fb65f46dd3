import fc from 'fast-check'
import { expect, it } from 'vitest'
import { finishTimes } from './finish-times.ts'
import type { Load } from './load.ts'
import { loadsAfter } from './loads-after.ts'
import { shareSpeed } from './share-speed.ts'

const whole = fc.record({
  left: fc.double({ min: 1, max: 1e5, noNaN: true }),
  weight: fc.double({ min: 0.05, max: 1, noNaN: true }),
  most: fc.constant(1),
})
const part = fc.record({
  left: fc.double({ min: 1, max: 1e5, noNaN: true }),
  weight: fc.double({ min: 0.05, max: 1, noNaN: true }),
  most: fc.double({ min: 0.01, max: 1, noNaN: true }),
})
const speed = 3

/** The same, step by step: all get their shares until the next one is done. */
function stepByStep(loads: readonly Load[]): number[] {
  const left = loads.map((load) => load.left)
  const times = loads.map(() => 0)
  const open = new Set(loads.keys())
  for (let now = 0; open.size > 0; ) {
    const places = [...open]
    const shares = shareSpeed(places.map((place) => loads[place] as Load))
    const until = places.map((place, index) => (left[place] as number) / ((shares[index] as number) * speed))
    const step = Math.min(...until)
    now += step
    for (const [index, place] of places.entries()) {
      left[place] = (left[place] as number) - (shares[index] as number) * speed * step
      if (until[index] === step) {
        times[place] = now
        open.delete(place)
      }
    }
  }
  return times
}

it('shares by weight, and leaves nothing unused that anyone can use', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (loads) => {
      const shares = shareSpeed(loads)
      const used = shares.reduce((sum, share) => sum + share, 0)
      const usable = loads.reduce((sum, { most }) => sum + most, 0)
      expect(used).toBeCloseTo(Math.min(1, usable), 9)
      for (const [one, load] of loads.entries()) {
        const share = shares[one] as number
        expect(share).toBeLessThanOrEqual(load.most + 1e-12)
        if (share >= load.most - 1e-9) continue
        for (const [other, { weight }] of loads.entries()) {
          expect(share / load.weight).toBeGreaterThanOrEqual((shares[other] as number) / weight - 1e-9)
        }
      }
    }),
  )
})

it('tells when each is done, as step by step', () => {
  fc.assert(
    fc.property(fc.array(whole, { minLength: 1, maxLength: 20 }), (loads) => {
      const expected = stepByStep(loads)
      for (const [place, time] of finishTimes(loads, speed).entries()) {
        expect(time / (expected[place] as number)).toBeCloseTo(1, 6)
      }
    }),
  )
})

it('tells of none that it is done sooner than alone', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (loads) => {
      for (const [place, time] of finishTimes(loads, speed).entries()) {
        const { left, most } = loads[place] as Load
        expect(time).toBeGreaterThanOrEqual(left / most / speed - 1e-6)
      }
    }),
  )
})

it('what is left later is done when it was to be done', () => {
  fc.assert(
    fc.property(
      fc.array(whole, { minLength: 1, maxLength: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (loads, when) => {
        const finish = finishTimes(loads, speed)
        const time = when * Math.max(...finish)
        const later = loadsAfter({ loads, time, speed })
        for (const [place, rest] of finishTimes(later, speed).entries()) {
          expect(rest).toBeCloseTo(Math.max(0, (finish[place] as number) - time), 3)
        }
      },
    ),
  )
})
