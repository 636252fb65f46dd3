import { beforeEach, expect, it, vi } from 'vitest'
import { ServeError } from '../serve-error.ts'
import type { AdmissionRequest, SpeedMeasurement } from './admission.ts'
import { WorkAdmission } from './work-admission.ts'

let clock = 0
beforeEach(() => {
  clock = 0
})

/** A machine of two workers that is known to read 10 tokens in a millisecond, and all lessons alike. */
function open({
  limits = { requests: 256, tokens: 4_000_000 },
  measure,
}: {
  limits?: { requests: number; tokens: number }
  measure?: () => Promise<SpeedMeasurement>
} = {}) {
  const admission = new WorkAdmission({ limits, parallelism: 2, now: () => clock, random: () => 0.5, measure })
  for (let lesson = 0; lesson < 60; lesson++) work(admission, { tokens: 10_000, time: 1000 })
  expect(admission.speed).toBeCloseTo(10, 6)
  return admission
}

function work(admission: WorkAdmission, { tokens, time }: { tokens: number; time: number }) {
  const admitted = admission.enter(ask({ tokens, deadline: 1e9 }))
  clock += time
  admitted.end(1)
}

function ask(request: Partial<AdmissionRequest> = {}): AdmissionRequest {
  return { tokens: 1000, parts: 10, deadline: 10_000, priority: 0, ...request }
}

function stateOf({ requests, tokens }: WorkAdmission) {
  return { requests, tokens }
}

function refusal(enter: () => unknown): ServeError {
  try {
    enter()
  } catch (error) {
    if (error instanceof ServeError) return error
    throw error
  }
  throw new Error('It was let in.')
}

it('counts requests and what is left of their tokens', () => {
  const admission = open()
  const first = admission.enter(ask({ tokens: 10_000 }))
  admission.enter(ask({ tokens: 2000 }))
  expect(stateOf(admission)).toEqual({ requests: 2, tokens: 12_000 })
  expect(admission.wait).toBeCloseTo(1200, 6)
  clock += 200
  expect(stateOf(admission)).toEqual({ requests: 2, tokens: 10_000 })
  first.end()
  first.end()
  expect(stateOf(admission)).toEqual({ requests: 1, tokens: 1000 })
})

it('refuses more requests than its limit, and says when there will be fewer', () => {
  const admission = open({ limits: { requests: 2, tokens: 4_000_000 } })
  admission.enter(ask({ tokens: 20_000 }))
  admission.enter(ask({ tokens: 40_000 }))
  const error = refusal(() => admission.enter(ask()))
  expect(error).toMatchObject({ status: 429, rejection: 'queue_full', code: 'overloaded', retryAfter: 6 })
})

it('refuses more work than its limit', () => {
  const admission = open({ limits: { requests: 256, tokens: 50_000 } })
  admission.enter(ask({ tokens: 45_000 }))
  admission.enter(ask({ tokens: 5000 }))
  expect(refusal(() => admission.enter(ask({ tokens: 1000 })))).toMatchObject({ status: 429, rejection: 'tokens' })
  const error = refusal(() => admission.enter(ask({ tokens: 50_001 })))
  expect(error).toMatchObject({ status: 413, rejection: 'too_large', code: 'invalid_request' })
  expect(error.message).toMatch(/50001.*50000/)
})

it('refuses for good what could not be done in time alone, and says how long it would take', () => {
  const admission = open()
  const error = refusal(() => admission.enter(ask({ tokens: 90_000 })))
  expect(error).toMatchObject({ status: 413, rejection: 'too_large' })
  expect(error.message).toMatch(/about 9 s.*due in 10 s.*fewer or shorter documents.*X-Request-Timeout-Ms/)
  admission.enter(ask({ tokens: 84_000 }))
})

it('refuses nothing for good by what far smaller requests have taught', () => {
  const admission = new WorkAdmission({ limits: { requests: 9, tokens: 4_000_000 }, parallelism: 1, now: () => clock })
  for (let lesson = 0; lesson < 9; lesson++) work(admission, { tokens: 100, time: 100 })
  admission.enter(ask({ tokens: 100_000 })).end()
  expect(refusal(() => admission.enter(ask({ tokens: 1000, deadline: 1000 })))).toMatchObject({ status: 413 })
})

it('refuses nothing for good because a model hangs', () => {
  const unknown = new WorkAdmission({ limits: { requests: 9, tokens: 4_000_000 }, parallelism: 1, now: () => clock })
  const request = ask({ tokens: 2000, deadline: 300 })
  for (const admission of [unknown, open()]) {
    for (let hung = 0; hung < 9; hung++) {
      const admitted = admission.enter(request)
      clock += 301
      admitted.end()
    }
    expect(admission.speed).toBeLessThan(8)
    admission.enter(request)
    expect(refusal(() => admission.enter(request))).toMatchObject({ status: 429 })
  }
})

it('one pair can use one worker', () => {
  const admission = open()
  expect(refusal(() => admission.enter(ask({ tokens: 60_000, parts: 1 })))).toMatchObject({ status: 413 })
  admission.enter(ask({ tokens: 60_000, parts: 2 }))
})

it('lets nobody in who would make one that was let in before miss its deadline', () => {
  const admission = open()
  admission.enter(ask({ tokens: 40_000, deadline: 5000 }))
  const error = refusal(() => admission.enter(ask({ tokens: 10_000, deadline: 60_000 })))
  expect(error).toMatchObject({ status: 429, rejection: 'deadline' })
  admission.enter(ask({ tokens: 1000, deadline: 60_000 }))
})

it('a small request gets past a large one', () => {
  const admission = open()
  admission.enter(ask({ tokens: 250_000, deadline: 60_000 }))
  admission.enter(ask({ tokens: 1000, deadline: 500 }))
})

it('tells the room that there is', () => {
  const admission = open()
  expect(admission.room({ parts: 10, deadline: 10_000, priority: 0 })).toBeCloseTo(85_000, -1)
  admission.enter(ask({ tokens: 60_000 }))
  const room = admission.room({ parts: 10, deadline: 10_000, priority: 0 })
  expect(refusal(() => admission.enter(ask({ tokens: room + 1 })))).toMatchObject({ status: 429 })
  admission.enter(ask({ tokens: room }))
  expect(admission.room({ parts: 10, deadline: 10_000, priority: 0 })).toBeLessThan(room / 100)
})

it('refuses the least urgent first, and never for their priority alone', () => {
  const admission = open()
  admission.enter(ask({ tokens: 80_000, priority: 999 })).end()
  admission.enter(ask({ tokens: 30_000, deadline: 60_000 }))
  const urgent = admission.room({ parts: 10, deadline: 5000, priority: 0 })
  const idle = admission.room({ parts: 10, deadline: 5000, priority: 999 })
  expect(idle).toBeGreaterThan(0)
  expect(idle).toBeLessThan(urgent / 2)
})

it('keeps a request that takes longer than it should until it ends', () => {
  const admission = open()
  const slow = admission.enter(ask({ tokens: 10_000 }))
  clock += 5000
  expect(stateOf(admission)).toEqual({ requests: 1, tokens: 500 })
  slow.end(1)
  expect(stateOf(admission)).toEqual({ requests: 0, tokens: 0 })
})

it('learns from answers that shared the machine, and from the part that was read', () => {
  const admission = open()
  for (let round = 0; round < 60; round++) {
    const both = [1, 2].map(() => admission.enter(ask({ tokens: 1000 })))
    clock += 400
    for (const each of both) each.end(1)
  }
  expect(admission.speed).toBeCloseTo(5, 1)
  const known = admission.enter(ask({ tokens: 10_000 }))
  clock += 100
  known.end(0.05)
  expect(admission.speed).toBeCloseTo(5, 1)
  admission.enter(ask({ tokens: 10_000 })).end(0)
  expect(admission.speed).toBeCloseTo(5, 1)
})

it('learns from what was given up too late, and not from what was given up before', () => {
  const admission = open()
  const gone = admission.enter(ask({ tokens: 10_000 }))
  clock += 500
  gone.end()
  expect(admission.speed).toBeCloseTo(10, 6)
  const late = admission.enter(ask({ tokens: 10_000, deadline: 4000 }))
  clock += 4000
  late.end()
  expect(admission.speed).toBeLessThan(9)
})

it('refuses nothing for good by a speed that is only assumed', () => {
  const admission = new WorkAdmission({ limits: { requests: 9, tokens: 4_000_000 }, parallelism: 1, now: () => clock })
  admission.enter(ask({ tokens: 3_000_000 }))
  expect(refusal(() => admission.enter(ask({ tokens: 3_000_000 })))).toMatchObject({ status: 429 })
})

it('forgets a speed that nothing has taught for a while, and that would keep all out', () => {
  const admission = open()
  expect(refusal(() => admission.enter(ask({ tokens: 200_000 })))).toMatchObject({ status: 413 })
  clock += 60_001
  admission.enter(ask({ tokens: 200_000 }))
})

it('measures such a speed anew, where it can', async () => {
  const measure = vi.fn(async () => ({ tokens: 8000, parts: 8, time: 100 }))
  const admission = open({ measure })
  clock += 60_001
  expect(refusal(() => admission.enter(ask({ tokens: 200_000 })))).toMatchObject({ status: 413 })
  await vi.waitFor(() => expect(admission.speed).toBe(80))
  expect(measure).toHaveBeenCalledTimes(1)
  admission.enter(ask({ tokens: 200_000 }))
})

it('takes a measurement that fails for none', async () => {
  const admission = open({ measure: async () => Promise.reject(new Error('no')) })
  await admission.calibrate()
  expect(admission.speed).toBeCloseTo(10, 6)
})
