import { describe, expect, it } from 'vitest'
import { SecondpassError } from '../reranker/index.ts'
import { type Assignment, ScoringJob } from './scoring-job.ts'
import type { PairScore } from './scoring-task.ts'
import { failureOf, makeUnit } from './testing/scripted-workers.ts'

const result: PairScore = {
  kind: 'score',
  logit: 1,
  tokens: 5,
  queryTruncated: false,
  documentTruncated: false,
  fingerprint: 'f',
  tokenize: 0,
  infer: 0,
}
const error = new SecondpassError({ code: 'timeout', message: 'late' })

function makeJob(count: number): { job: ScoringJob; seen: unknown[][]; take: () => Assignment } {
  const seen: unknown[][] = []
  const units = Array.from({ length: count }, (_, position) => ({ position, unit: makeUnit(`t${position}`) }))
  const job = new ScoringJob({
    units,
    onResult: (...parts) => {
      seen.push(parts)
      return []
    },
  })
  job.settled.catch(() => {})
  return { job, seen, take: () => job.take() as Assignment }
}

describe('ScoringJob', () => {
  it('hands its units out in order and settles with the last result', async () => {
    const { job, seen, take } = makeJob(2)
    const [first, second] = [take(), take()]
    expect([first.position, second.position, job.take()]).toEqual([0, 1, undefined])
    job.finish(second, result, 10)
    let settled = false
    void job.settled.then(() => {
      settled = true
    })
    await Promise.resolve()
    expect(settled).toBe(false)
    job.finish(first, result, 20)
    await job.settled
    expect(seen).toEqual([
      [1, result, 10],
      [0, result, 20],
    ])
  })

  it('without units is settled from the start', async () => {
    await makeJob(0).job.settled
  })

  it('goes on with what a result brings, before what waits', async () => {
    const more = [7, 8].map((position) => ({ position, unit: makeUnit(`t${position}`) }))
    const units = [0, 1].map((position) => ({ position, unit: makeUnit(`t${position}`) }))
    const job = new ScoringJob({ units, onResult: (position) => (position === 0 ? more : []) })
    job.finish(job.take() as Assignment, result, 1)
    const rest = [job.take(), job.take(), job.take()] as Assignment[]
    expect(rest.map(({ position }) => position)).toEqual([7, 8, 1])
    for (const assignment of rest) job.finish(assignment, result, 2)
    await job.settled
  })

  it('takes a unit back to be the next', () => {
    const { job, take } = makeJob(3)
    const first = take()
    job.putBack({ ...first, deaths: 1 })
    expect(job.waiting).toBe(3)
    expect(first.again).toBe(false)
    expect(take()).toMatchObject({ position: 0, deaths: 1, again: true })
  })

  it('that failed drops what waits, tells workers, and takes nothing any more', async () => {
    const { job, seen, take } = makeJob(3)
    const first = take()
    expect(job.cancelled[0]).toBe(0)
    job.fail(error)
    job.fail(new SecondpassError({ code: 'closed', message: 'second' }))
    expect(await failureOf(job.settled)).toBe(error)
    expect(job.waiting).toBe(0)
    expect(job.cancelled[0]).toBe(1)
    job.putBack(first)
    job.finish(first, result, 10)
    expect(job.waiting).toBe(0)
    expect(seen).toEqual([])
  })

  it('shares its cancellation with threads', () => {
    expect(makeJob(1).job.cancelled.buffer).toBeInstanceOf(SharedArrayBuffer)
  })
})
