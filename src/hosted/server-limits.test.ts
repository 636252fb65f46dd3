import { expect, test } from 'vitest'
import { tei } from './tei/tei.ts'
import { makeReranker } from './testing/make-reranker.ts'

const documents = Array.from({ length: 40 }, (_, place) => `pears ${place}`)

/** TEI's answers, with an own one about itself; keeps the sizes of calls, 0 for the question. */
function server(info: (signal: AbortSignal) => Promise<Response>): { fetch: typeof globalThis.fetch; sizes: number[] } {
  const sizes: number[] = []
  return {
    sizes,
    fetch: async (url, init) => {
      const texts: string[] = init?.body ? JSON.parse(String(init.body)).texts : []
      sizes.push(texts.length)
      if (String(url).endsWith('/info')) return await info(init?.signal as AbortSignal)
      return Response.json(texts.map((_, index) => ({ index, score: index })))
    },
  }
}

test.each([
  ['nothing', ''],
  ['no number', '{}'],
  ['text', '{ "max_client_batch_size": "64" }'],
  ['zero', '{ "max_client_batch_size": 0 }'],
  ['less than none', '{ "max_client_batch_size": -1 }'],
  ['a part', '{ "max_client_batch_size": 40.5 }'],
])('a server that answers %s about itself is sent 32 texts, and not asked again', async (_, text) => {
  const { fetch, sizes } = server(async () => new Response(text))
  const reranker = makeReranker({ provider: tei, options: { baseUrl: 'http://gpu', fetch } })
  for (const _ of [1, 2]) await reranker.rerank({ query: 'pears', documents })
  expect(sizes).toEqual([0, 32, 8, 32, 8])
})

test('requests at the same time ask once', async () => {
  const { fetch, sizes } = server(async () => Response.json({ max_client_batch_size: 64 }))
  const reranker = makeReranker({ provider: tei, options: { baseUrl: 'http://gpu', fetch } })
  await Promise.all([1, 2, 3].map(async () => await reranker.rerank({ query: 'pears', documents })))
  expect(sizes).toEqual([0, 40, 40, 40])
})

test('a cancelled request leaves the question open for the next', async () => {
  const controller = new AbortController()
  let asked = 0
  const { fetch, sizes } = server(async (signal) => {
    if (++asked > 1) return Response.json({ max_client_batch_size: 64 })
    return await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      controller.abort()
    })
  })
  const reranker = makeReranker({ provider: tei, options: { baseUrl: 'http://gpu', fetch } })
  const cancelled = reranker.rerank({ query: 'pears', documents, signal: controller.signal })
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  const sent = sizes.length
  await reranker.rerank({ query: 'pears', documents })
  expect([asked, ...sizes.slice(sent)]).toEqual([2, 0, 40])
})
