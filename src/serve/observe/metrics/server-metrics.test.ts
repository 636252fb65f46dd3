import { afterEach, describe, expect, it, vi } from 'vitest'
import { findLint } from '../testing/find-lint.ts'
import { type ObservedApp, openObservedApp } from '../testing/open-observed-app.ts'
import { readSamples } from '../testing/read-samples.ts'
import { scriptedReranker } from '../testing/scripted-reranker.ts'

let observed: ObservedApp

async function scrape(): Promise<string> {
  const response = await observed.app.request('/metrics')
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  return await response.text()
}

const open = async (queue = {}) => {
  const models = { first: { model: scriptedReranker(), queue }, second: { model: scriptedReranker({ id: 'other' }) } }
  observed = await openObservedApp({ models, limits: { bodyBytes: 2000 }, logLevel: 'silent' })
}

describe('metrics', () => {
  afterEach(async () => {
    vi.unstubAllEnvs()
    await observed.close()
  })

  it('count what was asked and answered', async () => {
    await open()
    const ask = async (body: unknown, init?: RequestInit) => (await observed.rerank(body, init)).status
    const documents = ['known a', 'long b', 'c']
    expect(await ask({ model: 'first', query: 'q', documents })).toBe(200)
    expect(await ask({ model: 'first', query: 'q', documents: ['one'] })).toBe(200)
    expect(await ask({ model: 'second', query: 'q', documents: ['one', 'two'] })).toBe(200)
    expect(await ask({ model: 'second', query: 'fail unavailable', documents })).toBe(503)
    expect(await ask({ model: 'second', query: 'fail constant_scores', documents })).toBe(502)
    expect(await ask({ model: 'second', query: 'fail timeout', documents })).toBe(504)
    expect(await ask({ model: 'second', query: 'crash', documents })).toBe(500)
    expect(await ask({ model: 'no such', query: 'q', documents })).toBe(404)
    expect(await ask('{')).toBe(400)
    expect(await ask({ model: 'first', query: 'q', documents: ['x'.repeat(3000)] })).toBe(413)
    expect((await observed.app.request('/nowhere')).status).toBe(404)

    const samples = readSamples(await scrape())
    const values = (...series: string[]) => series.map((one) => samples.get(one))
    const requests = [...samples].filter(([name]) => name.startsWith('rerank_requests_total'))
    expect(Object.fromEntries(requests)).toEqual({
      'rerank_requests_total{model="first",route="cohere_v2",outcome="ok"}': 2,
      'rerank_requests_total{model="second",route="cohere_v2",outcome="ok"}': 1,
      'rerank_requests_total{model="second",route="cohere_v2",outcome="unavailable"}': 1,
      'rerank_requests_total{model="second",route="cohere_v2",outcome="error"}': 2,
      'rerank_requests_total{model="second",route="cohere_v2",outcome="deadline"}': 1,
      'rerank_requests_total{model="",route="cohere_v2",outcome="invalid"}': 3,
    })
    expect(
      values(
        'rerank_pairs_total{model="first"}',
        'rerank_tokens_total{model="first"}',
        'rerank_truncated_pairs_total{model="first"}',
        'rerank_cache_hits_total{model="first"}',
        'rerank_cache_misses_total{model="first"}',
        'rerank_cost_dollars_total{model="first"}',
        'rerank_pairs_total{model="second"}',
        'rerank_tokens_total{model="second"}',
        'rerank_invalid_scores_total{model="first"}',
        'rerank_invalid_scores_total{model="second"}',
      ),
    ).toEqual([3, 30, 1, 1, 3, 0.75, 2, 20, 0, 1])
    expect(
      values(
        'rerank_documents_per_request_sum{model="first"}',
        'rerank_documents_per_request_bucket{le="1",model="first"}',
        'rerank_documents_per_request_count{model="first"}',
        'rerank_documents_per_request_count{model="second"}',
        'rerank_request_duration_seconds_count{model="first",route="cohere_v2"}',
        'rerank_request_duration_seconds_count{model="second",route="cohere_v2"}',
        'rerank_stage_duration_seconds_count{model="first",stage="parse"}',
        'rerank_stage_duration_seconds_sum{model="first",stage="tokenize"}',
        'rerank_stage_duration_seconds_sum{model="first",stage="inference"}',
        'rerank_stage_duration_seconds_count{model="second",stage="queue"}',
      ),
    ).toEqual([4, 1, 2, 5, 2, 5, 2, 0.003, 0.006, 1])
    expect(values('rerank_rejections_total{reason="too_large"}', 'rerank_rejections_total{reason="auth"}')).toEqual([
      1, 0,
    ])
    expect(
      values(
        'rerank_http_responses_total{status="200"}',
        'rerank_http_responses_total{status="404"}',
        'rerank_http_responses_total{status="413"}',
      ),
    ).toEqual([3, 2, 1])
  })

  it('count who was refused before there was a request', async () => {
    const headers = { 'x-api-key': 'right' }
    observed = await openObservedApp({
      models: { first: { model: scriptedReranker() } },
      apiKeys: ['right'],
      logLevel: 'silent',
    })
    const body = { model: 'first', query: 'q', documents: ['a'] }
    expect((await observed.rerank(body)).status).toBe(401)
    expect((await observed.rerank(body, { headers: { ...headers, 'content-type': 'image/png' } })).status).toBe(415)
    observed.refuse()
    expect((await observed.rerank(body, { headers })).status).toBe(503)
    expect((await observed.app.request('/metrics')).status).toBe(401)
    const samples = readSamples(await (await observed.app.request('/metrics', { headers })).text())
    const reasons = ['auth', 'media_type', 'draining', 'rate']
    expect(reasons.map((reason) => samples.get(`rerank_rejections_total{reason="${reason}"}`))).toEqual([2, 1, 1, 0])
    expect(samples.get('rerank_http_responses_total{status="401"}')).toBe(2)
  })

  it('tell of work under way as it is when they are read', async () => {
    let finish = (): void => {}
    const until = new Promise<void>((resolve) => {
      finish = resolve
    })
    const models = { busy: { model: scriptedReranker({ until }), concurrency: 2 } }
    observed = await openObservedApp({ models, logLevel: 'silent' })
    const asked = [1, 2, 3].map(() => observed.rerank({ model: 'busy', query: 'q', documents: ['a', 'b'] }))
    const read = async () => {
      const samples = readSamples(await scrape())
      const names = [
        'rerank_inflight_requests',
        'rerank_queue_requests',
        'rerank_queue_tokens',
        'rerank_queue_wait_seconds',
      ]
      return names.map((name) => samples.get(`${name}{model="busy"}`))
    }
    await expect.poll(read).toEqual([3, 1, expect.any(Number), expect.any(Number)])
    const [, , tokens, wait] = await read()
    expect(wait).toBeGreaterThan(0)
    expect(tokens).toBeGreaterThan(0)
    expect(tokens).toBeLessThanOrEqual(60 + 6 * 16) // A pair is some work beside its tokens.
    finish()
    await Promise.all(asked)
    expect(await read()).toEqual([0, 0, 0, 0])
  })

  it('tell of models', async () => {
    vi.stubEnv('COHERE_API_KEY', '')
    observed = await openObservedApp({
      models: { mine: 'secondpass-en', missing: 'cohere:rerank-v3.5' },
      logLevel: 'silent',
    })
    const samples = readSamples(await scrape())
    expect(samples.get('rerank_model_loaded{model="mine"}')).toBe(1)
    expect(samples.get('rerank_model_loaded{model="missing"}')).toBe(0)
    const infos = [...samples.keys()].filter((series) => series.startsWith('rerank_model_info'))
    expect(infos).toEqual([
      expect.stringMatching(/model="mine",reranker="secondpass-en",place="local",revision="[^"]+",dtype="int8"/),
      expect.stringMatching(/model="missing",reranker="[^"/]+",place="service",revision="",dtype=""/),
    ])
  })

  it('have no label of a client', async () => {
    await open()
    await observed.rerank({ model: 'first', query: 'q', documents: ['a'] })
    await observed.rerank({ model: 'nobody', query: 'q', documents: ['a'] })
    const before = [...readSamples(await scrape()).keys()]
    for (let round = 0; round < 200; round++) {
      const word = `random-${round}`
      const headers = { 'x-request-id': word, 'user-agent': word }
      await observed.rerank({ model: word, query: word, documents: [word], [word]: word }, { headers })
      await observed.app.request(`/${word}?${word}`)
    }
    const added = [...readSamples(await scrape()).keys()].filter((name) => !before.includes(name))
    expect(added.filter((name) => !/^nodejs_|^process_/.test(name))).toEqual([])
  })

  it('are apart for each server of a process, but for those of the process', async () => {
    await open()
    await observed.rerank({ model: 'first', query: 'q', documents: ['a'] })
    const other = await openObservedApp({ models: { first: { model: scriptedReranker() } }, logLevel: 'silent' })
    const samples = readSamples(await (await other.app.request('/metrics')).text())
    await other.close()
    expect(samples.get('rerank_tokens_total{model="first"}')).toBe(0)
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(0)
    expect(samples.has('nodejs_eventloop_lag_p99_seconds')).toBe(true)
  })

  it('are named as Prometheus wants it', async () => {
    await open()
    await observed.rerank({ model: 'first', query: 'q', documents: ['a'] })
    expect(findLint(await scrape())).toEqual([])
  })

  it('are not there where they are off', async () => {
    observed = await openObservedApp({ models: { a: { model: scriptedReranker() } }, metrics: { enabled: false } })
    expect((await observed.app.request('/metrics')).status).toBe(404)
  })
})

describe('the check of names', () => {
  it.each([
    ['# TYPE rerank_a_total counter\nrerank_a_total 1\n', ['rerank_a_total has no HELP']],
    ['# HELP rerank_a x\n# TYPE rerank_a counter\nrerank_a 1\n', ['rerank_a is a counter and does not end in _total']],
    ['# HELP rerank_a_total x\n# TYPE rerank_a_total gauge\n', ['rerank_a_total is a gauge and ends in _total']],
    ['# HELP rerank_a_ms x\n# TYPE rerank_a_ms gauge\n', ['rerank_a_ms has a unit that is no base unit']],
    ['# HELP a x\n# TYPE a gauge\nb 1\n', ['b has no TYPE']],
  ])('finds what is wrong with %j', (text, problems) => {
    expect(findLint(text)).toEqual(problems)
  })
})
