import { expect, it } from 'vitest'
import { SpeedEstimate } from './speed-estimate.ts'

it('takes the first lesson as it is, and approaches those that follow', () => {
  const speed = new SpeedEstimate({ parallelism: 2 })
  speed.learn({ tokens: 1000, time: 100, now: 5 })
  expect([Math.round(speed.speed), speed.learnedAt, speed.known]).toEqual([10, 5, false])
  for (let now = 6; now < 60; now++) speed.learn({ tokens: 2000, time: 100, now })
  expect(speed.known).toBe(true)
  expect(speed.speed).toBeCloseTo(20, 1)
  expect(speed.cautious / speed.speed).toBeGreaterThan(0.9)
})

it('makes little of a first lesson that those after it do not confirm', () => {
  const speed = new SpeedEstimate({ parallelism: 1 })
  speed.learn({ tokens: 10, time: 10_000, now: 0 })
  for (let now = 1; now < 4; now++) speed.learn({ tokens: 1000, time: 100, now })
  expect(speed.known).toBe(true)
  expect(speed.speed).toBeGreaterThan(7)
})

it('changes little by one fluke', () => {
  const speed = new SpeedEstimate({ parallelism: 1 })
  speed.set({ tokens: 1000, time: 100, now: 1 })
  speed.learn({ tokens: 1000, time: 1_000_000, now: 2 })
  expect(speed.speed).toBeGreaterThan(8)
  speed.learn({ tokens: 1_000_000, time: 1, now: 3 })
  expect(speed.speed).toBeLessThan(15)
})

it('knows what was measured, until it is told to forget it', () => {
  const speed = new SpeedEstimate({ parallelism: 1 })
  speed.set({ tokens: 1000, time: 100, now: 1 })
  expect([speed.speed, speed.known]).toEqual([10, true])
  speed.forget()
  expect([speed.speed, speed.known]).toEqual([50, false])
})

it('is not misled by small requests that waited for something else, and finds back soon', () => {
  const speed = new SpeedEstimate({ parallelism: 1 })
  speed.set({ tokens: 100_000, time: 1000, now: 1 })
  for (let now = 2; now < 20; now++) speed.learn({ tokens: 20, time: 100, now })
  expect(speed.speed).toBeGreaterThan(98)
  speed.set({ tokens: 100, time: 1000, now: 20 })
  for (let now = 21; now < 60; now++) speed.learn({ tokens: 1000, time: 10, now })
  expect(speed.speed).toBeGreaterThan(50)
})

it('plans the more cautiously the more lessons differ', () => {
  const [even, uneven] = [1, 2].map(() => new SpeedEstimate({ parallelism: 1 })) as [SpeedEstimate, SpeedEstimate]
  for (let now = 0; now < 100; now++) {
    even.learn({ tokens: 1000, time: 100, now })
    uneven.learn({ tokens: now % 2 ? 1400 : 600, time: 100, now })
  }
  expect(even.cautious / even.speed).toBeGreaterThan(0.98)
  expect(uneven.cautious / uneven.speed).toBeLessThan(0.7)
})

it('learns nothing of nothing', () => {
  const speed = new SpeedEstimate({ parallelism: 1 })
  speed.learn({ tokens: 0, time: 10, now: 1 })
  speed.learn({ tokens: 10, time: 0, now: 1 })
  expect(speed.speed).toBe(50)
})

it('does not tell of much by lessons about little', () => {
  const speed = new SpeedEstimate({ parallelism: 1 })
  for (let now = 0; now < 3; now++) speed.learn({ tokens: 100, time: 10, now })
  expect(speed.knownPart(50)).toBe(0)
  speed.learn({ tokens: 100, time: 10, now: 3 })
  expect([speed.knownPart(50), speed.knownPart(5000)]).toEqual([50, 1000])
  speed.set({ tokens: 100, time: 10, now: 4 })
  expect(speed.knownPart(5000)).toBe(5000)
})
