import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { RerankRequest } from './rerank-request.ts'
import { rerankWith } from './rerank-with.ts'
import { aborted, makeScorer, numberIn, numberScorer, scoreAll } from './testing/scorers.ts'

const request: RerankRequest<string> = { query: 'largest', documents: ['one 1', 'three 3', 'two 2'] }

/** Scores so many texts and then waits for ever, whether or not anyone still wants to know. */
function stuckAfter(scored: number) {
  return makeScorer(async (task) => {
    for (const [position, text] of task.texts.slice(0, scored).entries())
      task.onScore(position, { raw: numberIn(text), truncated: false })
    await new Promise(() => {})
  })
}

describe('a deadline', () => {
  it('ends the call although the scorer does not listen', async () => {
    await expect(rerankWith(stuckAfter(0), { ...request, deadline: 20 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('gives what was scored until then, the rest in first-stage order', async () => {
    const response = await rerankWith(stuckAfter(2), { ...request, deadline: 20, onError: 'passthrough' })
    expect(response.degraded).toEqual({ reason: 'timeout', message: 'The deadline of 20 ms passed.' })
    expect(response.results.map(({ index }) => index)).toEqual([1, 0, 2])
    expect(response.coverage).toEqual({ candidates: 3, scored: 2 })
  })

  it('of 0 leaves no time for anything', async () => {
    const scorer = numberScorer()
    await expect(rerankWith(scorer, { ...request, deadline: 0 })).rejects.toMatchObject({ code: 'timeout' })
    const response = await rerankWith(scorer, { ...request, deadline: 0, onError: 'passthrough' })
    expect(response.results.map(({ index }) => index)).toEqual([0, 1, 2])
    expect(scorer.tasks).toHaveLength(0)
  })

  it('tells the scorer, with the reason', async () => {
    let reason: unknown
    const scorer = makeScorer(async ({ signal }) => {
      await aborted(signal)
      reason = signal.reason
      throw signal.reason
    })
    await expect(rerankWith(scorer, { ...request, deadline: 10 })).rejects.toMatchObject({ code: 'timeout' })
    expect(reason).toMatchObject({ code: 'timeout' })
  })

  it.each([Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 31 - 1])('of %d ms does not pass at once', async (deadline) => {
    const slow = makeScorer(async (task) => {
      await sleep(20)
      scoreAll(task, numberIn)
    })
    const response = await rerankWith(slow, { ...request, deadline })
    expect(response.coverage.scored).toBe(3)
  })
})

describe('an abort', () => {
  it('before the call leaves the scorer alone', async () => {
    const scorer = numberScorer()
    const signal = AbortSignal.abort(new Error('changed my mind'))
    await expect(rerankWith(scorer, { ...request, signal })).rejects.toMatchObject({
      code: 'cancelled',
      cause: new Error('changed my mind'),
    })
    expect(scorer.tasks).toHaveLength(0)
  })

  it('during the call ends it although the scorer does not listen', async () => {
    const controller = new AbortController()
    const answer = rerankWith(stuckAfter(1), { ...request, signal: controller.signal })
    controller.abort('enough')
    await expect(answer).rejects.toMatchObject({ code: 'cancelled', cause: 'enough' })
  })

  it('tells the scorer', async () => {
    const controller = new AbortController()
    let heard = false
    const scorer = makeScorer(async ({ signal }) => {
      await aborted(signal)
      heard = true
    })
    const answer = rerankWith(scorer, { ...request, signal: controller.signal })
    controller.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    expect(heard).toBe(true)
  })

  it('gives what was scored when asked to pass through', async () => {
    const controller = new AbortController()
    const answer = rerankWith(stuckAfter(2), { ...request, signal: controller.signal, onError: 'passthrough' })
    controller.abort()
    const response = await answer
    expect(response.degraded?.reason).toBe('cancelled')
    expect(response.results.map(({ index }) => index)).toEqual([1, 0, 2])
  })

  it('after the call changes nothing, and the signal is let go', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const listeners: string[] = []
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = ((...args: Parameters<typeof add>) => {
      listeners.push('added')
      add(...args)
    }) as typeof add
    signal.removeEventListener = ((...args: Parameters<typeof remove>) => {
      listeners.push('removed')
      remove(...args)
    }) as typeof remove
    const response = await rerankWith(numberScorer(), { ...request, signal })
    controller.abort()
    expect(response.coverage.scored).toBe(3)
    expect(listeners).toEqual(['added', 'removed'])
  })

  it('wins over the deadline when it comes first', async () => {
    const controller = new AbortController()
    const answer = rerankWith(stuckAfter(0), { ...request, signal: controller.signal, deadline: 60_000 })
    controller.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  })
})
