import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priorityWeight } from '../reranker/index.ts'
import { FairQueue } from './fair-queue.ts'
import { type Assignment, type PlacedUnit, ScoringJob } from './scoring-job.ts'
import { makeUnit } from './testing/scripted-workers.ts'
import { unitCost } from './unit-cost.ts'

function makeJob(name: string, count: number, { length = 0, priority }: { length?: number; priority?: number } = {}) {
  const units = Array.from({ length: count }, (_, position) => unitOf(`${name}${position}`, position, length))
  return new ScoringJob({ units, priority, onResult: () => [] })
}

/** A text of a length, with its name in front. */
function unitOf(name: string, position: number, length: number): PlacedUnit {
  return { position, unit: makeUnit(name.padEnd(length, '.')) }
}

function nameOf({ unit }: Assignment): string {
  return unit.text.replace(/\.+$/, '')
}

function takeAll(queue: FairQueue, most = Number.POSITIVE_INFINITY): string[] {
  const taken: string[] = []
  for (let next = queue.take(); next; next = taken.length < most ? queue.take() : undefined) taken.push(nameOf(next))
  return taken
}

describe('FairQueue', () => {
  it('has jobs whose units are alike take turns, each with its units in order', () => {
    const queue = new FairQueue()
    for (const job of [makeJob('a', 4), makeJob('b', 2), makeJob('c', 1)]) queue.add(job)
    expect(queue.waiting).toBe(7)
    expect(takeAll(queue)).toEqual(['a0', 'b0', 'c0', 'a1', 'b1', 'a2', 'a3'])
    expect(queue.waiting).toBe(0)
    expect(queue.jobs).toHaveLength(3)
  })

  it('gives a job of short units as many of them as make a long one', () => {
    const queue = new FairQueue()
    queue.add(makeJob('l', 3, { length: 399 }))
    queue.add(makeJob('s', 20, { length: 99 }))
    expect(takeAll(queue, 12).join(' ')).toBe('l0 s0 s1 s2 s3 l1 s4 s5 s6 s7 l2 s8')
  })

  it('gives a job of priority 100 half of what one of 0 gets', () => {
    const queue = new FairQueue()
    queue.add(makeJob('a', 20))
    queue.add(makeJob('b', 20, { priority: 100 }))
    expect(takeAll(queue, 9).join(' ')).toBe('a0 b0 a1 a2 b1 a3 a4 b2 a5')
  })

  it('lets a newcomer in after one turn of each', () => {
    const queue = new FairQueue()
    queue.add(makeJob('a', 300))
    for (let taken = 0; taken < 10; taken++) queue.take()
    queue.add(makeJob('b', 2))
    expect(takeAll(queue).slice(0, 4)).toEqual(['a10', 'b0', 'a11', 'b1'])
  })

  it('does not let a newcomer make up for what was done before it came', () => {
    const queue = new FairQueue()
    const first = makeJob('a', 100)
    queue.add(first)
    takeAll(queue, 100)
    queue.add(makeJob('b', 100))
    takeAll(queue, 50)
    queue.remove(first)
    queue.add(makeJob('c', 100))
    const taken = takeAll(queue, 40)
    expect(taken.filter((name) => name.startsWith('c'))).toHaveLength(20)
  })

  it('does not let a job save up its turns while it has nothing to do', () => {
    const queue = new FairQueue()
    const more = Array.from({ length: 30 }, (_, index) => unitOf(`m${index}`, index + 1, 0))
    const splitting = new ScoringJob({ units: [unitOf('split', 0, 0)], onResult: () => more })
    queue.add(splitting)
    queue.add(makeJob('b', 200))
    const split = queue.take() as Assignment
    takeAll(queue, 100)
    const window = { kind: 'split', windows: [], complete: true, tokenize: 0 } as const
    splitting.finish(split, window, 0)
    expect(takeAll(queue, 20).filter((name) => name.startsWith('m')).length).toBeLessThanOrEqual(11)
  })

  it('does not charge a job twice for a unit whose worker died', () => {
    const queue = new FairQueue()
    const job = makeJob('a', 10)
    queue.add(job)
    queue.add(makeJob('b', 10))
    const [first, other] = [queue.take(), queue.take()] as [Assignment, Assignment]
    for (let deaths = 0; deaths < 3; deaths++) job.putBack(deaths === 0 ? first : (queue.take() as Assignment))
    expect(nameOf(other)).toBe('b0')
    expect(takeAll(queue, 5)).toEqual(['a0', 'a1', 'b1', 'a2', 'b2'])
  })

  it('gives nothing of a job that was removed or that failed', async () => {
    const queue = new FairQueue()
    const [removed, failed] = [makeJob('a', 2), makeJob('b', 2)]
    failed.settled.catch(() => {})
    queue.add(removed)
    queue.add(failed)
    queue.add(makeJob('c', 1))
    queue.remove(removed)
    queue.remove(removed)
    failed.fail(new Error('gone') as never)
    expect(queue.waiting).toBe(1)
    expect(takeAll(queue)).toEqual(['c0'])
  })

  it('gives nothing when there is nothing', () => {
    expect(new FairQueue().take()).toBeUndefined()
    const queue = new FairQueue()
    queue.add(makeJob('a', 0))
    expect(queue.take()).toBeUndefined()
  })
})

/** Jobs of whose units each is as long as the next of a list, over and over. */
const jobs = fc.array(
  fc.record({
    lengths: fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 20 }),
    priority: fc.integer({ min: 0, max: 999 }),
  }),
  { minLength: 2, maxLength: 6 },
)

function fill(queue: FairQueue, list: readonly { lengths: number[]; priority: number }[], count: number): void {
  for (const [place, { lengths, priority }] of list.entries()) {
    const units = Array.from({ length: count }, (_, at) =>
      unitOf(`${place}-${at}`, at, lengths[at % lengths.length] ?? 1),
    )
    queue.add(new ScoringJob({ units, priority, onResult: () => [] }))
  }
}

/** The largest cost of a unit, by the limit of `makeUnit`. */
const mostCost = 128

describe('the shares of jobs', () => {
  it('are as their weights, to a unit, whatever the length of the units', () => {
    fc.assert(
      fc.property(jobs, (list) => {
        const queue = new FairQueue()
        fill(queue, list, 400)
        const work = list.map(() => 0)
        for (let taken = 0; taken < 300; taken++) {
          const assignment = queue.take() as Assignment
          const job = queue.jobs.indexOf(assignment.job)
          work[job] = (work[job] ?? 0) + unitCost(assignment.unit)
          const times = list.map(({ priority }, place) => (work[place] as number) / priorityWeight(priority))
          const slowest = Math.min(...list.map(({ priority }) => priorityWeight(priority)))
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(mostCost / slowest + 1e-6)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('let a newcomer be done after its own work, as often as there are jobs, and a unit of each', () => {
    fc.assert(
      fc.property(jobs, fc.nat({ max: 200 }), fc.integer({ min: 1, max: 5 }), (list, before, count) => {
        const queue = new FairQueue()
        fill(
          queue,
          list.map(({ lengths }) => ({ lengths, priority: 0 })),
          400,
        )
        for (let taken = 0; taken < before; taken++) queue.take()
        const small = makeJob('small', count, { length: 200 })
        queue.add(small)
        const own = count * unitCost(makeUnit('.'.repeat(200)))
        let waited = 0
        while (small.waiting > 0) waited += unitCost((queue.take() as Assignment).unit)
        // The others may each be a unit ahead of it, and have one more when it is level with them.
        expect(waited).toBeLessThanOrEqual(own + list.length * (own + 2 * mostCost))
      }),
    )
  })

  it.each([0, 500, 999])(
    'leave nobody out: one of priority %d goes on among small urgent ones without end',
    (priority) => {
      const queue = new FairQueue()
      const last = makeJob('last', 20, { length: 2000, priority })
      queue.add(last)
      const before = 3
      for (let job = 0; job < before; job++) queue.add(makeJob('urgent', 1, { length: 2000 }))
      let taken = 0
      for (; last.waiting > 0 && taken < 1e5; taken++) {
        // As much comes as is done, so that as many wait at any time.
        if ((queue.take() as Assignment).job !== last) queue.add(makeJob('urgent', 1, { length: 2000 }))
        for (const job of queue.jobs) if (job.waiting === 0) queue.remove(job)
      }
      // A unit of its own for each of every other that waits, by the weights, and some for the start.
      expect(taken).toBeLessThan(((20 + 2) * (before + 1)) / priorityWeight(priority))
    },
  )

  it('keep newcomers level with those that are there, however many came and went', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 50, maxLength: 200 }), (counts) => {
        const queue = new FairQueue()
        for (const name of ['a', 'b', 'c']) queue.add(makeJob(name, 5000, { length: 2000 }))
        for (const count of counts) {
          const small = makeJob('small', count, { length: 2000 })
          queue.add(small)
          let others = 0
          while (small.waiting > 0) if ((queue.take() as Assignment).job !== small) others++
          expect(others).toBeLessThanOrEqual(3 * (count + 1))
          queue.remove(small)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('are the same each time', () => {
    fc.assert(
      fc.property(jobs, (list) => {
        const orders = [1, 2].map(() => {
          const queue = new FairQueue()
          fill(queue, list, 20)
          return takeAll(queue)
        })
        expect(orders[0]).toEqual(orders[1])
        expect(orders[0]).toHaveLength(list.length * 20)
      }),
      { numRuns: 30 },
    )
  })
})
