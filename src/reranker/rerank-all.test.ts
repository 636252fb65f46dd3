import { describe, expect, it } from 'vitest'
import { type RerankAllProgress, rerankAll } from './rerank-all.ts'
import { rerankWith } from './rerank-with.ts'
import type { Reranker } from './reranker.ts'
import { collect, countedSource, HeldReranker, makeRequests, type Request } from './testing/held-reranker.ts'
import { numberScorer, turn } from './testing/scorers.ts'

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

  it('fails what is no request, or brings no signal, alone', async () => {
    const reranker: Reranker = { id: 'plain', rerank: (request) => rerankWith(numberScorer(), request) }
    const [first, second] = makeRequests(2) as [Request, Request]
    const requests = [first, null, { ...first, signal: {} }, { ...first, signal: null }, second] as unknown as Request[]
    const items = await collect(rerankAll({ reranker, requests }))
    expect(items.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'])
    const refused = { error: { code: 'invalid_request' } }
    expect(items.slice(1, 4)).toMatchObject([refused, refused, refused])
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
