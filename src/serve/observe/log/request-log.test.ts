import { afterEach, describe, expect, it } from 'vitest'
import { type ObservedApp, openObservedApp } from '../testing/open-observed-app.ts'
import { scriptedReranker } from '../testing/scripted-reranker.ts'

let observed: ObservedApp
afterEach(() => observed.close())

const models = { mine: { model: scriptedReranker() } }

describe('the log', () => {
  it('has one line for an answered request', async () => {
    observed = await openObservedApp({ models })
    const body = JSON.stringify({ model: 'mine', query: 'q', documents: ['long a', 'known b', 'c'], top_n: 2 })
    const response = await observed.rerank(body, { headers: { 'content-length': String(body.length) } })
    const [line, ...more] = observed.lines()
    expect(more).toEqual([])
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      msg: 'rerank',
      requestId: response.headers.get('x-request-id'),
      dialect: 'cohere_v2',
      model: 'mine',
      status: 200,
      outcome: 'ok',
      bytes: body.length,
      documents: 3,
      topK: 2,
      scored: 3,
      pairs: 2,
      tokens: 20,
      truncated: 1,
      cacheHits: 1,
      cost: 0.5,
      stages: {
        parse: expect.any(Number),
        queue: expect.any(Number),
        tokenize: 2,
        inference: 4,
        postprocess: expect.any(Number),
      },
      duration: expect.any(Number),
    })
  })

  it('says that another model answered, which nothing else shows of a service that is down', async () => {
    const gone = async (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
    const cloud = { model: 'cohere:rerank-v3.5', apiKey: 'key', fetch: gone, retries: 0, fallback: ['mine'] }
    observed = await openObservedApp({ models: { cloud, ...models } })
    await observed.rerank({ model: 'cloud', query: 'q', documents: ['a', 'bb'] })
    await observed.rerank({ model: 'mine', query: 'q', documents: ['a', 'bb'] })
    const [fallen, usual] = observed.lines()
    expect(fallen).toMatchObject({ model: 'cloud', outcome: 'ok', warnings: ['fell_back'] })
    expect(fallen?.['fellBack']).toEqual([
      expect.stringMatching(/^cohere:rerank-v3\.5 did not answer .*: .*connection/s),
    ])
    expect(usual).not.toHaveProperty('warnings')
  })

  it('says how a failure of the server came about', async () => {
    observed = await openObservedApp({ models })
    await observed.rerank({ model: 'mine', query: 'fail unavailable', documents: ['a'] })
    await observed.rerank({ model: 'mine', query: 'crash', documents: ['a'] })
    const [known, unknown] = observed.lines()
    expect(known).toMatchObject({ level: 'error', status: 503, outcome: 'unavailable', code: 'unavailable' })
    expect(known?.['errors']).toEqual([
      expect.objectContaining({ code: 'unavailable' }),
      expect.objectContaining({
        message: 'It failed.',
        stack: expect.arrayContaining([expect.stringContaining('scripted-reranker.ts')]),
      }),
    ])
    expect(unknown).toMatchObject({ level: 'error', status: 500, outcome: 'error' })
    expect(unknown?.['errors']).toEqual([
      expect.objectContaining({ name: 'SecondpassError' }),
      { name: 'Error', stack: expect.arrayContaining([expect.stringMatching(/^at .*scripted-reranker\.ts/)]) },
    ])
  })

  it('says of a client that it was refused, and why', async () => {
    observed = await openObservedApp({ models, limits: { bodyBytes: 100 } })
    await observed.rerank('{')
    await observed.rerank({ model: 'mine', query: 'q', documents: ['x'.repeat(200)] })
    await observed.app.request('/nowhere')
    await observed.app.request('/livez')
    observed.refuse()
    await observed.rerank({ model: 'mine', query: 'q', documents: ['a'] })
    expect(observed.lines()).toEqual([
      expect.objectContaining({ level: 'info', status: 400, outcome: 'invalid', code: 'invalid_request' }),
      expect.objectContaining({ level: 'info', status: 413, rejection: 'too_large' }),
      expect.objectContaining({ level: 'info', msg: 'http', status: 404, route: '', method: 'GET' }),
      expect.objectContaining({ level: 'warn', msg: 'http', status: 503, rejection: 'draining', code: 'closed' }),
    ])
    for (const line of observed.lines()) expect(line).not.toHaveProperty('errors')
  })

  it('has probes at the level debug, and only failures at the level error', async () => {
    observed = await openObservedApp({ models, logLevel: 'debug' })
    await observed.app.request('/livez')
    expect(observed.lines()).toEqual([expect.objectContaining({ level: 'debug', route: '/livez', status: 200 })])
    await observed.close()
    observed = await openObservedApp({ models, logLevel: 'error' })
    await observed.rerank({ model: 'mine', query: 'q', documents: ['a'] })
    await observed.rerank({ model: 'mine', query: 'fail timeout', documents: ['a'] })
    await observed.rerank({ model: 'mine', query: 'crash', documents: ['a'] })
    expect(observed.lines()).toEqual([expect.objectContaining({ status: 500 })])
  })

  it('has the words of a service that refused, of which clients are only told that it did', async () => {
    const refuses = async (): Promise<Response> => Response.json({ message: 'account 7 is closed' }, { status: 400 })
    const cloud = { model: 'cohere:rerank-v3.5', apiKey: 'key', fetch: refuses, retries: 0 }
    observed = await openObservedApp({ models: { cloud } })
    const response = await observed.rerank({ model: 'cloud', query: 'q', documents: ['a', 'bb'] })
    expect(await response.text()).toMatch(/log says more/)
    const [line] = observed.lines()
    expect(line).toMatchObject({
      status: 400,
      errors: [{}, { message: expect.stringContaining('account 7 is closed') }],
    })
  })

  it('has probes that say no at the level debug: they have not failed', async () => {
    observed = await openObservedApp({ models, logLevel: 'debug' })
    observed.refuse()
    expect((await observed.app.request('/readyz')).status).toBe(503)
    expect(observed.lines()).toEqual([expect.objectContaining({ level: 'debug', route: '/readyz', status: 503 })])
  })

  it('names the trace that the client is in', async () => {
    observed = await openObservedApp({ models })
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await observed.rerank({ model: 'mine', query: 'q', documents: ['a'] }, { headers: { traceparent } })
    expect(observed.lines()).toEqual([expect.objectContaining({ traceId: '0af7651916cd43dd8448eb211c80319c' })])
  })
})
