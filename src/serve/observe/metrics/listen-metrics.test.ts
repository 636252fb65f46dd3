import { expect, it } from 'vitest'
import { serve } from '../../serve.ts'
import { readSamples } from '../testing/read-samples.ts'
import { scriptedReranker } from '../testing/scripted-reranker.ts'

const config = { port: 0, models: { mine: { model: scriptedReranker() } }, logLevel: 'silent' } as const

it('gives the metrics a port of their own, and takes them off the one of clients', async () => {
  const taken = await serve({ ...config })
  const port = Number(new URL(taken.url).port)
  await taken.close() // A port that was free a moment ago.
  const server = await serve({ ...config, metrics: { port } })
  try {
    const body = JSON.stringify({ model: 'mine', query: 'q', documents: ['a'] })
    const answer = await fetch(`${server.url}/v2/rerank`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(200)
    const samples = readSamples(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())
    expect(samples.get('rerank_pairs_total{model="mine"}')).toBe(1)
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404)
    expect((await fetch(`http://127.0.0.1:${port}/v2/rerank`, { method: 'POST', body })).status).toBe(404)
  } finally {
    await server.close()
  }
  await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow()
})

it('is refused where the port is taken', async () => {
  const server = await serve({ ...config })
  try {
    const port = Number(new URL(server.url).port)
    await expect(serve({ ...config, metrics: { port } })).rejects.toMatchObject({ code: 'unavailable' })
  } finally {
    await server.close()
  }
})
