import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BodyMemory } from './body-memory.ts'

it('has room up to its limit, and again for what was released', () => {
  const memory = new BodyMemory({ limit: 10 })
  const [one, two] = [memory.hold(), memory.hold()]
  expect([one.add(6), two.add(4), two.add(1)]).toEqual([true, true, false])
  expect([one.add(4), one.add(1)]).toEqual([true, false])
  expect(two.add(10)).toBe(true)
  two.release()
  two.release()
  expect(one.add(10)).toBe(true)
})

it('never holds more than its limit, and nothing in the end', () => {
  const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(9)))
  fc.assert(
    fc.property(steps, (list) => {
      const memory = new BodyMemory({ limit: 20 })
      const bodies = Array.from({ length: 4 }, () => ({ held: memory.hold(), bytes: 0 }))
      for (const [place, bytes] of list) {
        const body = bodies[place] as (typeof bodies)[0]
        if (bytes === 0) body.held.release()
        body.bytes = bytes > 0 && body.held.add(bytes) ? body.bytes + bytes : 0
        expect(bodies.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(20)
      }
      for (const { held } of bodies) held.release()
      expect(memory.hold().add(20)).toBe(true)
    }),
  )
})
