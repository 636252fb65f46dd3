import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Arrival, type Ending, simulateMachine } from './testing/simulate-machine.ts'

/** 40 seconds on machines whose speed is up to 10 % other than is thought. */
const machine = fc.record({
  seed: fc.nat(),
  parallelism: fc.constantFrom(1, 2, 8),
  error: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
})
const runs = { numRuns: 4 }
const seconds = 40

async function run({
  seed,
  parallelism,
  error,
  load,
  urgent = 0.7,
  shortest = 1,
}: {
  seed: number
  parallelism: number
  error: number
  /** Work that comes, as a multiple of what can be done. */
  load: number
  /** The part of requests that are of priority 0. */
  urgent?: number
  /** The shortest deadline, in seconds; the longest is 30 times that. */
  shortest?: number
}): Promise<{ endings: Ending[]; capacity: number }> {
  const speed = 20 * parallelism
  const arrivals = makeArrivals({ random: randomOf(seed), speed, load, urgent, shortest })
  const { endings, time } = await simulateMachine({ arrivals, speed, believed: speed * error, parallelism })
  return { endings, capacity: speed * time }
}

/** Requests of 1 to 150 pairs of 30 to 230 tokens. */
function makeArrivals({
  random,
  speed,
  load,
  urgent,
  shortest,
}: {
  random: () => number
  speed: number
  load: number
  urgent: number
  shortest: number
}): Arrival[] {
  const meanTokens = 30 * 130
  const arrivals: Arrival[] = []
  for (let at = 0; at < seconds * 1000; at += (-Math.log(1 - random()) * meanTokens) / (speed * load)) {
    const parts = Math.ceil(Math.exp(random() * 5))
    const tokens = parts * (30 + Math.floor(random() * 200))
    const priority = random() < urgent ? 0 : Math.floor(random() * 1000)
    arrivals.push({ at, parts, tokens, deadline: 1000 * shortest * Math.exp(random() * 3.4), priority })
  }
  return arrivals
}

function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function acceptance(endings: readonly Ending[]): number {
  return endings.filter(({ refused }) => refused === undefined).length / endings.length
}

describe.each([0.5, 1, 2, 4])('work of %s times what can be done', (load) => {
  it('is done in time where it was let in, and nothing is refused for now by an idle machine', async () => {
    await fc.assert(
      fc.asyncProperty(machine, async (options) => {
        for (const { took, arrival, refused, idle } of (await run({ ...options, load })).endings) {
          if (refused === undefined) expect(took).toBeLessThanOrEqual(arrival.deadline)
          else if (refused.status === 429) expect(idle).toBe(false)
        }
      }),
      runs,
    )
  })
})

it.each([2, 4])('most of what can be done is done when %s times as much is asked for', async (load) => {
  await fc.assert(
    fc.asyncProperty(machine, async (options) => {
      const { endings, capacity } = await run({ ...options, load, shortest: 3 })
      const good = endings.reduce((sum, { refused, arrival }) => sum + (refused ? 0 : arrival.tokens), 0)
      expect(good / capacity).toBeGreaterThanOrEqual(0.9)
    }),
    runs,
  )
})

it('lets a request in after the time that its refusal named, when nothing else came', async () => {
  await fc.assert(
    fc.asyncProperty(machine, async ({ seed, parallelism, error }) => {
      const speed = 20 * parallelism
      const options = { speed, believed: speed * error, parallelism, random: () => 0 }
      const arrivals = makeArrivals({ random: randomOf(seed), speed, load: 4, urgent: 0.7, shortest: 1 })
      const refusals = (await simulateMachine({ ...options, arrivals })).endings.filter(
        ({ refused }) => refused?.status === 429,
      )
      for (const { arrival, refused } of refusals.slice(0, 400).filter((_, place) => place % 20 === 0)) {
        const before = arrivals.slice(0, arrivals.indexOf(arrival) + 1)
        const again = { ...arrival, at: arrival.at + 1000 * (refused?.retryAfter ?? 0) }
        const { endings } = await simulateMachine({ ...options, arrivals: [...before, again] })
        expect(endings.find((ending) => ending.arrival === again)).not.toHaveProperty('refused')
      }
    }),
    runs,
  )
})

it('starves nobody while there is time for all, and refuses the least urgent first when there is not', async () => {
  await fc.assert(
    fc.asyncProperty(machine, async (options) => {
      const split = async (load: number) => {
        const { endings } = await run({ ...options, load, urgent: 0.5, shortest: 3 })
        const [urgent, least] = [true, false].map((which) => {
          return acceptance(endings.filter(({ arrival }) => arrival.priority < 300 === which))
        })
        return { urgent, least } as { urgent: number; least: number }
      }
      expect((await split(0.4)).least).toBeGreaterThan(0.8)
      const { urgent, least } = await split(4)
      expect(least).toBeLessThan(urgent)
      expect(least).toBeGreaterThan(0.02)
    }),
    runs,
  )
})
