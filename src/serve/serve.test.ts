import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, serve } from './serve.ts'

let server: RunningServer

beforeAll(async () => {
  server = await serve({ port: 0 })
  await server.ready
})
afterAll(() => server.close())

it('answers with the embedded model when nothing is configured', async () => {
  const response = await fetch(`${server.url}/v2/rerank`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'secondpass-en',
      query: 'how many people live in berlin',
      documents: ['Berlin is well known for its museums.', 'Berlin has 3.6 million registered inhabitants.'],
    }),
  })
  expect(response.status).toBe(200)
  const { results } = (await response.json()) as { results: { index: number; relevance_score: number }[] }
  expect(results.map(({ index }) => index)).toEqual([1, 0])
})
