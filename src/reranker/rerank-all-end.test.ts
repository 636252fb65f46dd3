import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type RerankAllItem, rerankAll } from './rerank-all.ts'
import type { Reranker } from './reranker.ts'
import { collect, countedSource, HeldReranker, makeRequests, type Request } from './testing/held-reranker.ts'
import { turn } from './testing/scorers.ts'

describe('a rerankAll that ends early', () => {
  it('cancels what is under way and closes its source when the caller leaves the loop', async () => {
    const reranker = new HeldReranker({ held: true })
    const { state, requests } = countedSource(makeRequests(10))
    setImmediate(() => reranker.release('q0'))
    for await (const _ of rerankAll({ reranker, requests, concurrency: 3 })) break
    expect(reranker.cancelled).toEqual(['q1', 'q2'])
    expect(state).toEqual({ read: 3, closed: true })
  })

  it('does so too when the caller throws', async () => {
    const reranker = new HeldReranker({ held: true })
    setImmediate(() => reranker.release('q0'))
    const loop = async () => {
      for await (const _ of rerankAll({ reranker, requests: makeRequests(10), concurrency: 3 })) throw new Error('mine')
    }
    await expect(loop()).rejects.toThrow('mine')
    expect(reranker.cancelled).toEqual(['q1', 'q2'])
  })

  it('throws what its source throws, and cancels what is under way', async () => {
    const reranker = new HeldReranker({ held: true })
    async function* broken() {
      yield* makeRequests(2)
      throw new Error('line 3 is no JSON')
    }
    await expect(collect(rerankAll({ reranker, requests: broken(), concurrency: 5 }))).rejects.toThrow('line 3')
    expect(reranker.cancelled).toEqual(['q0', 'q1'])
  })

  it('throws what onProgress throws', async () => {
    const reranker = new HeldReranker({ held: false })
    const onProgress = () => {
      throw new Error('disk full')
    }
    await expect(collect(rerankAll({ reranker, requests: makeRequests(3), onProgress }))).rejects.toThrow('disk full')
  })
})

describe('the signal of rerankAll', () => {
  it('cancels what is under way, starts nothing more, and says so', async () => {
    const reranker = new HeldReranker({ held: true })
    const controller = new AbortController()
    const { state, requests } = countedSource(makeRequests(10))
    const items = collect(rerankAll({ reranker, requests, concurrency: 2, signal: controller.signal }))
    await turn()
    controller.abort('shutdown')
    await expect(items).rejects.toMatchObject({ code: 'cancelled', cause: 'shutdown' })
    expect(reranker.started).toEqual(['q0', 'q1'])
    expect(reranker.cancelled).toEqual(['q0', 'q1'])
    expect(state.closed).toBe(true)
  })

  it('does so too when it fired before', async () => {
    const reranker = new HeldReranker({ held: true })
    const items = rerankAll({ reranker, requests: makeRequests(3), signal: AbortSignal.abort() })
    await expect(collect(items)).rejects.toMatchObject({ code: 'cancelled' })
    expect(reranker.started).toEqual([])
  })

  it('ends the wait for a reranker that does not listen', async () => {
    const controller = new AbortController()
    const reranker: Reranker = { id: 'deaf', rerank: () => new Promise(() => {}) }
    const items = collect(rerankAll({ reranker, requests: makeRequests(3), signal: controller.signal }))
    await turn()
    controller.abort()
    await expect(items).rejects.toMatchObject({ code: 'cancelled' })
  }, 5000)

  it('ends the wait for a source that has nothing to give', async () => {
    const reranker = new HeldReranker({ held: false })
    const controller = new AbortController()
    async function* slow() {
      yield* makeRequests(1)
      await sleep(3_600_000, undefined, { ref: false })
    }
    const items = collect(rerankAll({ reranker, requests: slow(), signal: controller.signal }))
    await turn()
    controller.abort()
    await expect(items).rejects.toMatchObject({ code: 'cancelled' })
  }, 5000)

  it('is joined with a request’s own, which cancels that request alone', async () => {
    const reranker = new HeldReranker({ held: true })
    const controller = new AbortController()
    const own = new AbortController()
    const [first, second] = makeRequests(2) as [Request, Request]
    const requests = [{ ...first, signal: own.signal }, second]
    const items: RerankAllItem<Request>[] = []
    const done = (async () => {
      for await (const item of rerankAll({ reranker, requests, signal: controller.signal })) items.push(item)
    })()
    await turn()
    own.abort(new Error('not this one'))
    await turn()
    reranker.release('q1')
    await done
    expect(items.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(reranker.cancelled).toEqual(['q0'])
  })

  it('is let go at the end', async () => {
    const controller = new AbortController()
    const listeners = new Set<unknown>()
    const { signal } = controller
    const add = signal.addEventListener.bind(signal)
    signal.addEventListener = ((type: string, listener: () => void) => {
      listeners.add(listener)
      add(type, listener)
    }) as typeof add
    const remove = signal.removeEventListener.bind(signal)
    signal.removeEventListener = ((type: string, listener: () => void) => {
      listeners.delete(listener)
      remove(type, listener)
    }) as typeof remove
    await collect(rerankAll({ reranker: new HeldReranker({ held: false }), requests: makeRequests(3), signal }))
    expect(listeners.size).toBe(0)
  })
})
