import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { PairReranker, scoreOf } from './answer/testing/pair-reranker.ts'
import { readSamples } from './observe/testing/read-samples.ts'
import { type RunningServer, serve } from './serve.ts'

let reranker: PairReranker
let server: RunningServer

beforeAll(async () => {
  reranker = new PairReranker()
  server = await serve({ port: 0, logLevel: 'silent', deadline: 120_000, models: { fake: { model: reranker } } })
  await server.ready
})
afterAll(() => server.close())
beforeEach(() => {
  reranker.pairs = 0
})

async function sample(name: string): Promise<number | undefined> {
  const response = await fetch(`${server.url}/metrics`)
  return readSamples(await response.text()).get(name)
}

it('gives every document of every request its own score, whatever else is under way and given up', async () => {
  const asked = fc.record({
    query: fc.string({ minLength: 1, maxLength: 5 }).filter((query) => query.trim() !== ''),
    documents: fc.array(
      fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text.trim() !== ''),
      { minLength: 1, maxLength: 40 },
    ),
    /** Milliseconds after which the client leaves; most stay. */
    leaves: fc.option(fc.nat({ max: 20 }), { freq: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 40, maxLength: 120 }), async (all) => {
      const answers = await Promise.all(
        all.map(async ({ query, documents, leaves }) => {
          const signal = leaves === null ? null : AbortSignal.timeout(leaves)
          const body = JSON.stringify({ model: 'fake', query, documents })
          try {
            const response = await fetch(`${server.url}/v2/rerank`, { method: 'POST', body, signal })
            return { query, documents, status: response.status, answer: await response.json() }
          } catch (error) {
            if (leaves === null) throw error
            return undefined
          }
        }),
      )
      for (const each of answers) {
        if (each === undefined) continue
        const { query, documents, status, answer } = each
        expect({ status, answer }).toMatchObject({ status: 200 })
        const { results } = answer as { results: { index: number; relevance_score: number }[] }
        expect(results.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...documents.keys()])
        for (const { index, relevance_score } of results) {
          expect(relevance_score).toBe(scoreOf(query, documents[index] as string))
        }
      }
    }),
    { numRuns: 5 },
  )
  await vi.waitFor(async () => expect(await sample('rerank_inflight_requests{model="fake"}')).toBe(0), 20_000)
  expect(reranker.open).toBe(0)
})

it('drops the work of a client whose connection is gone', async () => {
  const count = 10_000
  const documents = Array.from({ length: count }, (_, place) => `document ${place}`)
  const body = JSON.stringify({ model: 'fake', query: 'q', documents })
  const { port, hostname } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write(`POST /v2/rerank HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  await vi.waitFor(() => expect(reranker.pairs).toBeGreaterThan(0), 20_000)
  socket.destroy()
  await vi.waitFor(async () => expect(await sample('rerank_inflight_requests{model="fake"}')).toBe(0), 20_000)
  await vi.waitFor(() => expect(reranker.open).toBe(0), 20_000)
  expect(reranker.pairs).toBeLessThan(count)
  expect(await sample('rerank_queue_tokens{model="fake"}')).toBe(0)
})
