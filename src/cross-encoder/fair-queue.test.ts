import { describe, expect, it } from 'vitest'
import { FairQueue } from './fair-queue.ts'
import { ScoringJob } from './scoring-job.ts'
import { makeUnit } from './testing/scripted-workers.ts'

function makeJob(name: string, count: number): ScoringJob {
  const units = Array.from({ length: count }, (_, position) => ({ position, unit: makeUnit(`${name}${position}`) }))
  return new ScoringJob({ units, onResult: () => [] })
}

function takeAll(queue: FairQueue): string[] {
  const taken: string[] = []
  for (let next = queue.take(); next; next = queue.take()) taken.push((next.unit as { text: string }).text)
  return taken
}

describe('FairQueue', () => {
  it('has jobs take turns, each with its units in order', () => {
    const queue = new FairQueue()
    for (const job of [makeJob('a', 4), makeJob('b', 2), makeJob('c', 1)]) queue.add(job)
    expect(queue.waiting).toBe(7)
    expect(takeAll(queue)).toEqual(['a0', 'b0', 'c0', 'a1', 'b1', 'a2', 'a3'])
    expect(queue.waiting).toBe(0)
    expect(queue.jobs).toHaveLength(3)
  })

  it('lets a newcomer in after one turn of each', () => {
    const queue = new FairQueue()
    queue.add(makeJob('a', 300))
    for (let taken = 0; taken < 10; taken++) queue.take()
    queue.add(makeJob('b', 2))
    expect(takeAll(queue).slice(0, 4)).toEqual(['a10', 'b0', 'a11', 'b1'])
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
