import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ServeConfig } from '../config/serve-config.ts'
import { type ObservedApp, openObservedApp } from '../observe/testing/open-observed-app.ts'
import { scriptedReranker } from '../observe/testing/scripted-reranker.ts'

const readiness = ['/readyz', '/health', '/ping', '/v2/health/ready', '/v2/models/mine/ready']
const liveness = ['/livez', '/v2/health/live']

let observed: ObservedApp
afterEach(async () => {
  vi.unstubAllEnvs()
  await observed.close()
})

async function open(config: ServeConfig = {}): Promise<void> {
  observed = await openObservedApp({ models: { mine: { model: scriptedReranker() } }, logLevel: 'silent', ...config })
}

async function statuses(paths: readonly string[]): Promise<number[]> {
  return await Promise.all(paths.map(async (path) => (await observed.app.request(path)).status))
}

async function read(path: string): Promise<unknown> {
  return await (await observed.app.request(path)).json()
}

describe('probes', () => {
  it('answer 200 of a server whose models are loaded', async () => {
    await open()
    expect(await statuses([...readiness, ...liveness, '/startupz'])).toEqual(new Array(8).fill(200))
    expect(await read('/readyz')).toEqual({ status: 'ready', models: { mine: { state: 'ready' } } })
    expect(await read('/startupz')).toEqual({ status: 'started', models: { mine: { state: 'ready' } } })
    expect(await read('/v2/models/mine/ready')).toEqual({ name: 'mine', ready: true })
    expect(await read('/v2/health/live')).toEqual({ live: true })
    expect((await observed.app.request('/readyz')).headers.get('cache-control')).toBe('no-store')
    expect((await observed.app.request('/readyz', { method: 'HEAD' })).status).toBe(200)
    expect(await statuses(['/v2/models/other/ready'])).toEqual([404])
  })

  it('tell a server that is about to end from one that is not alive', async () => {
    await open()
    observed.refuse()
    expect(await statuses(readiness)).toEqual(new Array(5).fill(503))
    expect(await statuses([...liveness, '/startupz'])).toEqual([200, 200, 200])
    expect(await read('/readyz')).toMatchObject({ status: 'draining' })
  })

  it('name the model that could not be loaded, without its path', async () => {
    vi.stubEnv('COHERE_API_KEY', '')
    await open({ models: { mine: 'cohere:rerank-v3.5', good: { model: scriptedReranker() } } })
    expect(await statuses(readiness)).toEqual(new Array(5).fill(503))
    expect(await statuses(['/v2/models/good/ready', '/startupz', ...liveness])).toEqual([200, 200, 200, 200])
    expect(await read('/readyz')).toEqual({
      status: 'not_ready',
      models: {
        mine: { state: 'failed', reason: "It could not be loaded; the server's log says why." },
        good: { state: 'ready' },
      },
    })
  })

  it('find out by requests that a model stopped to answer, and that it answers again', async () => {
    await open()
    const ask = async (query: string) => (await observed.rerank({ model: 'mine', query, documents: ['a'] })).status
    for (let time = 0; time < 5; time++) expect(await ask('fail unavailable')).toBe(503)
    expect(await statuses(readiness)).toEqual(new Array(5).fill(503))
    expect(await statuses([...liveness, '/startupz'])).toEqual([200, 200, 200])
    expect(await ask('q')).toBe(200)
    expect(await statuses(readiness)).toEqual(new Array(5).fill(200))
  })

  it('ask no model', async () => {
    const rerank = vi.fn(scriptedReranker().rerank)
    await open({
      models: { mine: { model: { id: 'watched', rerank: rerank as ReturnType<typeof scriptedReranker>['rerank'] } } },
    })
    await statuses([...readiness, ...liveness, '/startupz', '/metrics'])
    expect(rerank).not.toHaveBeenCalled()
  })
})
