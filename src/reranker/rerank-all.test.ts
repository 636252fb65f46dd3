import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type RerankAllItem, type RerankAllProgress, rerankAll } from './rerank-all.ts'
import type { RerankRequest } from './rerank-request.ts'
import { rerankWith } from './rerank-with.ts'
import type { Reranker } from './reranker.ts'
import { numberScorer, turn } from './testing/scorers.ts'

type Request = RerankRequest<string>

/** A reranker whose answers the test lets go, with an account of what is under way. */
class HeldReranker implements Reranker {
  readonly id = 'held'
  readonly started: string[] = []
  readonly cancelled: string[] = []
  mostUnderWay = 0
  #underWay = 0
  readonly #releases = new Map<string, () => void>()
  /** Whether answers wait for `release`. */
  held: boolean

  constructor({ held }: { held: boolean }) {
    this.held = held
  }

  rerank: Reranker['rerank'] = async (request) => {
    const { query, signal } = request
    this.started.push(query)
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.#underWay)
    try {
      if (this.held) await this.#wait(query, signal as AbortSignal)
      else await turn()
      if (query.includes('fail')) throw new TypeError(`cannot answer ${query}`)
      return await rerankWith(numberScorer(), request)
    } finally {
      this.#underWay--
    }
  }

  release(query: string): void {
    this.#releases.get(query)?.()
  }

  async #wait(query: string, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const cancel = () => {
        this.cancelled.push(query)
        reject(signal.reason)
      }
      signal.addEventListener('abort', cancel)
      this.#releases.set(query, () => {
        signal.removeEventListener('abort', cancel)
        resolve()
      })
    })
  }
}

function makeRequests(count: number): Request[] {
  return Array.from({ length: count }, (_, index) => ({ query: `q${index}`, documents: ['one 1', 'two 2'] }))
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** A source that counts how far it was read and whether it was closed. */
function countedSource(requests: readonly Request[]) {
  const state = { read: 0, closed: false }
  async function* read(): AsyncGenerator<Request> {
    try {
      for (const request of requests) {
        state.read++
        yield request
      }
    } finally {
      state.closed = true
    }
  }
  return { state, requests: read() }
}

describe('rerankAll', () => {
  it('answers in the order of the requests, whichever is done first', async () => {
    const reranker = new HeldReranker({ held: true })
    const items = collect(rerankAll({ reranker, requests: makeRequests(4), concurrency: 4 }))
    for (const query of ['q3', 'q1', 'q0', 'q2']) {
      await turn()
      reranker.release(query)
    }
    expect((await items).map(({ index, request, status }) => [index, request.query, status])).toEqual([
      [0, 'q0', 'fulfilled'],
      [1, 'q1', 'fulfilled'],
      [2, 'q2', 'fulfilled'],
      [3, 'q3', 'fulfilled'],
    ])
  })

  it('gives the same answers as one call after the other', async () => {
    const reranker: Reranker = { id: 'plain', rerank: (request) => rerankWith(numberScorer(), request) }
    const requests = makeRequests(5)
    const items = await collect(rerankAll({ reranker, requests }))
    for (const [index, item] of items.entries()) {
      const alone = await reranker.rerank(requests[index] as Request)
      expect(item).toMatchObject({
        status: 'fulfilled',
        request: requests[index],
        response: { results: alone.results },
      })
    }
  })

  it.each([1, 2, 4, 7])(
    'has never more than %d requests under way, and reads no further ahead',
    async (concurrency) => {
      const reranker = new HeldReranker({ held: false })
      const { state, requests } = countedSource(makeRequests(12))
      let answered = 0
      for await (const _ of rerankAll({ reranker, requests, concurrency })) {
        expect(state.read - answered).toBeLessThanOrEqual(concurrency)
        answered++
      }
      expect(answered).toBe(12)
      expect(reranker.mostUnderWay).toBe(concurrency)
    },
  )

  it('starts nothing before it is asked for the first item', async () => {
    const reranker = new HeldReranker({ held: false })
    const { state, requests } = countedSource(makeRequests(3))
    const items = rerankAll({ reranker, requests })
    await turn()
    expect(state.read).toBe(0)
    await collect(items)
    expect(reranker.started).toEqual(['q0', 'q1', 'q2'])
  })

  it('takes lists, generators and streams', async () => {
    const reranker = new HeldReranker({ held: false })
    function* some() {
      yield* makeRequests(2)
    }
    for (const requests of [
      makeRequests(2),
      new Set(makeRequests(2)),
      some(),
      countedSource(makeRequests(2)).requests,
    ]) {
      expect(await collect(rerankAll({ reranker, requests }))).toHaveLength(2)
    }
    expect(await collect(rerankAll({ reranker, requests: [] }))).toEqual([])
  })

  it('gives an answer at once, also while its source has nothing more yet', async () => {
    const reranker = new HeldReranker({ held: false })
    let more: () => void = () => {}
    async function* stream() {
      yield { query: '1', documents: ['a'] }
      await new Promise<void>((resolve) => {
        more = resolve
      })
      yield { query: '2', documents: ['a'] }
    }
    const items = rerankAll({ reranker, requests: stream() })
    expect((await items.next()).value).toMatchObject({ index: 0, request: { query: '1' } })
    more()
    expect((await items.next()).value).toMatchObject({ index: 1, request: { query: '2' } })
    expect((await items.next()).done).toBe(true)
  })

  it('goes on after a request that failed', async () => {
    const reranker = new HeldReranker({ held: false })
    const requests: Request[] = [
      { query: 'q0', documents: ['1'] },
      { query: 'fail', documents: ['1'] },
      { query: 'q2', documents: ['1'], topK: -1 },
      { query: 'q3', documents: ['1'] },
    ]
    const items = await collect(rerankAll({ reranker, requests, concurrency: 2 }))
    expect(items.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(items[1]).toMatchObject({ request: requests[1], error: new TypeError('cannot answer fail') })
    expect(items[2]).toMatchObject({ error: { code: 'invalid_request' } })
  })

  it('makes an error of anything else that a reranker throws', async () => {
    const reranker: Reranker = {
      id: 'odd',
      rerank: () => {
        throw 'a string'
      },
    }
    const [item] = await collect(rerankAll({ reranker, requests: makeRequests(1) }))
    expect(item).toMatchObject({ status: 'rejected', error: new Error('a string') })
  })

  it('tells how far it has come', async () => {
    const reranker = new HeldReranker({ held: false })
    const seen: RerankAllProgress[] = []
    const requests: Request[] = [
      { query: 'q0', documents: ['1', '2'] },
      { query: 'fail', documents: ['1'] },
      { query: 'q2', documents: ['1', '2', '3'] },
    ]
    await collect(rerankAll({ reranker, requests, onProgress: (progress) => seen.push(progress) }))
    expect(seen).toEqual([
      { requests: 1, failed: 0, pairs: 2 },
      { requests: 2, failed: 1, pairs: 2 },
      { requests: 3, failed: 1, pairs: 5 },
    ])
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2', null])(
    'refuses a concurrency of %s',
    async (wrong) => {
      const reranker = new HeldReranker({ held: false })
      const items = rerankAll({ reranker, requests: makeRequests(1), concurrency: wrong as number })
      await expect(collect(items)).rejects.toMatchObject({ code: 'invalid_request', message: /`concurrency`/ })
      expect(reranker.started).toEqual([])
    },
  )
})

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
