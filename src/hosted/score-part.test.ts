import { describe, expect, it } from 'vitest'
import { numberIn } from '../reranker/testing/scorers.ts'
import type { Provider } from './provider.ts'
import { recoverBySize } from './recover-by-size.ts'
import { tei } from './tei/tei.ts'
import { makeReranker } from './testing/make-reranker.ts'
import { type Received, type Reply, ranked } from './testing/responder.ts'
import { startServer } from './testing/start-server.ts'

const { discovery: _, ...silent } = tei
const plain: Provider = { ...silent, anyModel: { maxDocuments: 1000 } }
const texts = Array.from({ length: 100 }, (_, place) => `pears ${place}`)
const answer = ({ body: { query, texts } }: Received): Reply => ({
  body: ranked({ query, texts, rule: (_, text) => numberIn(text) }),
})
const sizes = (received: Received[]): number[] => received.map(({ body }) => body.texts.length)

describe('a call that is refused for its size', () => {
  it('is cut in halves after a 413, as often as it takes; later requests begin anew', async () => {
    await using server = await startServer((call) =>
      call.body.texts.length > 30 ? { status: 413, body: '' } : answer(call),
    )
    const reranker = makeReranker({ provider: plain, options: { baseUrl: server.url } })
    for (const _ of [1, 2]) {
      server.received.length = 0
      const { results, usage } = await reranker.rerank({ query: 'pears', documents: texts })
      expect(results.map(({ index }) => index)).toEqual([...texts.keys()].reverse())
      expect(sizes(server.received).sort((a, b) => b - a)).toEqual([100, 50, 50, 25, 25, 25, 25])
      expect([usage.requests, usage.pairs]).toEqual([7, 100])
    }
  })

  it('is given up when a single document is too large', async () => {
    await using server = await startServer((call) =>
      call.body.texts.includes('pears 7') ? { status: 413, body: '' } : answer(call),
    )
    const reranker = makeReranker({ provider: plain, options: { baseUrl: server.url } })
    const refused = reranker.rerank({ query: 'pears', documents: texts.slice(0, 16) })
    await expect(refused).rejects.toMatchObject({ service: { status: 413 } })
    expect(server.received.length).toBeLessThanOrEqual(9)
  })

  it.each([
    ['none', 0],
    ['as many as it refused', 100],
    ['more', 500],
  ])('is not sent again to a server that says it takes %s', async (_, most) => {
    const error = `batch size 100 > maximum allowed batch size ${most}`
    await using server = await startServer(() => ({ status: 422, body: { error, error_type: 'Validation' } }))
    const reranker = makeReranker({ provider: plain, options: { baseUrl: server.url } })
    await expect(reranker.rerank({ query: 'pears', documents: texts })).rejects.toThrow('422')
    expect(server.received).toHaveLength(1)
  })

  it('ends also with a server that refuses every size', async () => {
    await using server = await startServer(() => ({ status: 413, body: '' }))
    const reranker = makeReranker({ provider: plain, options: { baseUrl: server.url } })
    const documents = Array.from({ length: 1000 }, (_, place) => `pears ${place}`)
    await expect(reranker.rerank({ query: 'pears', documents })).rejects.toThrow('413')
    expect(server.received.length).toBeLessThanOrEqual(127)
  })
})

describe('a call that fails', () => {
  it('stops the others of its request', async () => {
    const stopped: boolean[] = []
    const fetch: typeof globalThis.fetch = async (_, init) => {
      if (String(init?.body).includes('pears 0"')) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        return new Response('', { status: 500 })
      }
      return await new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          stopped.push(true)
          reject(init.signal?.reason)
        })
      })
    }
    const provider = { ...plain, anyModel: { maxDocuments: 25 } }
    const reranker = makeReranker({ provider, options: { baseUrl: 'http://gpu', fetch } })
    await expect(reranker.rerank({ query: 'pears', documents: texts })).rejects.toThrow('500')
    await expect.poll(() => stopped).toEqual([true, true, true])
  })
})

describe('many calls at once', () => {
  it('are no leak of listeners to Node', async () => {
    const warnings: Error[] = []
    const note = (warning: Error): void => void warnings.push(warning)
    process.on('warning', note)
    const fetch: typeof globalThis.fetch = async (_, init) => {
      init?.signal?.addEventListener('abort', () => {})
      await new Promise((resolve) => setTimeout(resolve, 5))
      const { texts } = JSON.parse(String(init?.body))
      return Response.json(texts.map((text: string, index: number) => ({ index, score: numberIn(text) })))
    }
    const provider = { ...plain, anyModel: { maxDocuments: 2 } }
    await makeReranker({ provider, options: { baseUrl: 'http://gpu', fetch } }).rerank({
      query: 'pears',
      documents: texts,
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    process.off('warning', note)
    expect(warnings).toEqual([])
  })

  it('stop when the request is cancelled', async () => {
    const controller = new AbortController()
    let stopped = 0
    const fetch: typeof globalThis.fetch = async (_, init) =>
      await new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          stopped++
          reject(init.signal?.reason)
        })
        controller.abort()
      })
    const provider = { ...plain, anyModel: { maxDocuments: 50 } }
    const reranker = makeReranker({ provider, options: { baseUrl: 'http://gpu', fetch } })
    const cancelled = reranker.rerank({ query: 'pears', documents: texts, signal: controller.signal })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect(stopped).toBeGreaterThanOrEqual(1)
  })
})

describe('what a server says of its size', () => {
  it.each([
    [422, { error: 'batch size 33 > maximum allowed batch size 32', error_type: 'Validation' }, { maxDocuments: 32 }],
    [413, { error: 'batch size 33 > maximum allowed batch size 32', error_type: 'validation' }, { maxDocuments: 32 }],
    [
      422,
      {
        detail: [{ loc: ['body', 'documents'], msg: 'List should have at most 2048 items after validation, not 3000' }],
      },
      { maxDocuments: 2048 },
    ],
    [422, { error: { message: 'Batch size is too large' } }, 'split'],
    [413, 'length limit exceeded', 'split'],
    [413, undefined, 'split'],
    [422, { error: 'missing field `texts`' }, undefined],
    [422, { detail: [{ loc: ['body', 'x'], msg: 'no', input: 'batch size 3' }] }, undefined],
    [400, { error: { message: 'input is too large. increase the physical batch size' } }, undefined],
    [500, 'batch size', undefined],
    [422, null, undefined],
  ])('%i %j is understood', (status, body, recovery) => {
    expect(recoverBySize({ status, body })).toEqual(recovery)
  })
})
