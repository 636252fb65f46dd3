import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ObservedApp, openObservedApp } from '../testing/open-observed-app.ts'
import { scriptedReranker } from '../testing/scripted-reranker.ts'

const canary = 'CANARY-9f2c'
const key = `key-${canary}`
let observed: ObservedApp
beforeAll(async () => {
  observed = await openObservedApp({
    models: { mine: { model: scriptedReranker() }, embedded: 'secondpass-en' },
    apiKeys: [key],
    limits: { documents: 3, bodyBytes: 5000 },
    logLevel: 'debug',
  })
})
afterAll(() => observed.close())
beforeEach(() => observed.clear())

const good = { model: 'mine', query: 'q', documents: ['a'] }
const json = (change: object) => JSON.stringify({ ...good, ...change })

/** A canary in every place of a body. */
const bodies: [string, string][] = [
  ['a query', json({ query: canary })],
  ['a document', json({ documents: [canary, 'b'] })],
  ['a query of the embedded model', json({ model: 'embedded', query: canary, documents: [canary, 'b'] })],
  ['a model name', json({ model: canary })],
  ['an unknown field', json({ [canary]: 1 })],
  ["an unknown field's value", json({ extra: canary })],
  ['a document of a wrong type', json({ documents: [{ [canary]: canary }] })],
  ['a field of a wrong type', json({ top_n: canary })],
  ['documents of a wrong type', json({ documents: canary })],
  ['too many documents', json({ documents: [canary, canary, canary, canary] })],
  ['a body that is too large', json({ documents: [canary.repeat(1000)] })],
  ['a body that is no JSON', `{"query": "${canary}" "documents"`],
  ['a body that is one word', canary],
  ['a body that is a text', JSON.stringify(canary)],
  ['a body that ends early', `{"query": "${canary}`],
  ['a query that crashes the model', json({ query: `crash ${canary}` })],
  ['a document before a crash', json({ query: 'crash', documents: [canary] })],
  [
    'lines that look like the stack of a crash',
    json({ query: `crash x\n    at ${canary} (x.js:1:1)\n`, documents: [`\n    at ${canary}`] }),
  ],
  ['a query before a failure', json({ query: `fail unavailable ${canary}` })],
  ['a document before scores that make no order', json({ query: 'fail invalid_scores', documents: [canary] })],
  ['lines of a log', json({ query: `x\r\n{"level":"info","msg":"${canary}"}` })],
]

describe('the log holds nothing of', () => {
  it.each(bodies)('%s', async (_, body) => {
    const response = await observed.rerank(body, { headers: { 'x-api-key': key } })
    await response.text()
    expect(observed.lines()).toHaveLength(1)
    expect(observed.text()).not.toContain(canary)
  })

  it('keys, right or wrong', async () => {
    expect((await observed.rerank(json({}), { headers: { authorization: `Bearer ${key}` } })).status).toBe(200)
    expect((await observed.rerank(json({}), { headers: { authorization: `Bearer ${canary}` } })).status).toBe(401)
    expect((await observed.rerank(json({}), { headers: { 'x-api-key': canary } })).status).toBe(401)
    expect(observed.lines().map(({ status }) => status)).toEqual([200, 401, 401])
    expect(observed.text()).not.toContain(canary)
  })

  it('headers', async () => {
    for (const name of [
      'authorization',
      'x-api-key',
      'api-key',
      'x-request-timeout-ms',
      'traceparent',
      'tracestate',
      'baggage',
      'content-length',
      'content-type',
      'user-agent',
      'cookie',
      'origin',
      'x-forwarded-for',
      canary,
    ]) {
      const response = await observed.rerank(json({}), { headers: { 'x-api-key': key, [name]: canary } })
      await response.text()
    }
    expect(observed.lines()).toHaveLength(14)
    expect(observed.text().toLowerCase()).not.toContain(canary.toLowerCase())
  })

  it('paths and their parameters', async () => {
    await observed.app.request(`/${canary}?${canary}=${canary}`)
    await observed.app.request(`/livez?${canary}`)
    await observed.app.request(`/v2/models/${canary}/ready`)
    await observed.app.request(`/v2/rerank?key=${canary}`, { method: 'POST', body: json({}) })
    await observed.app.request(`/v2/rerank`, { method: 'POST', body: canary, headers: { 'content-type': canary } })
    await observed.app.request(`/v2/rerank/${canary}`, { method: 'DELETE' })
    expect(observed.lines()).toHaveLength(6)
    expect(observed.text()).not.toContain(canary)
  })
})
