import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { scoring } from '../../compose/testing/rerankers.ts'
import { useEmptyEnvironment } from '../../hosted/testing/hermetic.ts'
import { startServer } from '../../hosted/testing/start-server.ts'
import { commit } from '../../hub/testing/hub-fixture.ts'
import { tinyBert, useHubModels } from '../../hub/testing/hub-models.ts'
import { checkConfig } from '../config/check-config.ts'
import type { ServeConfig } from '../config/serve-config.ts'
import { type OpenedModels, openModels } from './open-models.ts'

useEmptyEnvironment()
const fixture = useHubModels()
const request = { query: 'the river', documents: ['a town by the sea', 'the long cold river'] }
const tiny = { model: tinyBert, workers: 1 }

let told: [level: string, facts: object, message: string][] = []
const tell = (level: string) => (facts: object, message: string) => void told.push([level, facts, message])
const log = { info: tell('info'), warn: tell('warn'), error: tell('error') }
const opened: OpenedModels[] = []

async function open(config: ServeConfig): Promise<OpenedModels> {
  const models = await openModels({ config: checkConfig(config), log })
  opened.push(models)
  return models
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((models) => models.close()))
  told = []
})

it('serves several models and their other names, and says what is known of each', async () => {
  const { registry, loaded } = await open({
    models: {
      tiny: { ...tiny, depth: 7, queue: { requests: 3 }, maxTokens: 32 },
      other: { model: 'hf:org/tiny', dtype: 'fp32' },
    },
    workers: 1,
    depth: 90,
    aliases: { 'rerank-v3.5': 'other', '*': 'tiny' },
  })
  const [first, second] = registry.all
  expect(first).toMatchObject({ name: 'tiny', state: 'loading', local: true, parallelism: 1, depth: 7 })
  expect(second).toMatchObject({ name: 'other', depth: 90, parallelism: 1, facts: { id: 'hf:org/tiny' } })
  await loaded
  expect(registry.all.map(({ state }) => state)).toEqual(['ready', 'ready'])
  expect(first?.facts).toMatchObject({ maxTokens: 32, scale: 'sigmoid', workers: 1, longDocuments: 'truncate' })
  expect(second?.facts).toMatchObject({ id: 'hf:org/tiny', revision: commit, dtype: 'fp32' })
  expect(registry.find(undefined)).toBe(first)
  expect(registry.find('rerank-v3.5')).toBe(second)
  expect(registry.find('whatever')).toBe(first)
  // The second was downloaded, and the log followed it.
  const progress = told.filter(([, facts]) => 'totalBytes' in facts).map(([, , message]) => message)
  expect(progress.at(-1)).toBe('downloading other: 100 %')
})

it('lets models on this machine use all cores where nobody says otherwise, and says so', async () => {
  const { registry } = await open({ models: { a: tinyBert, b: tinyBert } })
  expect(registry.all.map(({ parallelism }) => parallelism)).toEqual([availableParallelism(), availableParallelism()])
  expect(told.map(([, facts]) => facts)).toContainEqual({
    threads: 2 * availableParallelism(),
    cores: availableParallelism(),
  })
})

it('serves the others when the files of one are wrong, and says why it cannot answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secondpass-broken-'))
  try {
    cpSync(tinyBert, folder, { recursive: true })
    writeFileSync(join(folder, 'config.json'), '{')
    const { registry, loaded } = await open({ models: { broken: folder, good: tiny } })
    await loaded
    expect(registry.all).toMatchObject([
      { name: 'broken', state: 'failed', failure: expect.stringContaining('config.json') },
      { name: 'good', state: 'ready', failure: undefined },
    ])
    expect(told.filter(([level]) => level === 'error')).toMatchObject([
      ['error', { model: 'broken' }, expect.any(String)],
    ])
    await expect(registry.find('broken').reranker.rerank(request)).rejects.toMatchObject({ code: 'invalid_model' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('reports a model that must be downloaded and cannot', async () => {
  vi.stubEnv('HF_HUB_OFFLINE', '1')
  const offline = await open({ models: { far: 'hf:org/tiny' } })
  await offline.loaded
  expect(offline.registry.all[0]).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('secondpass model pull'),
  })
  expect(fixture.hub.requests).toEqual([])
})

it.each<[string, ServeConfig, string, string]>([
  [
    'a name that means nothing',
    { models: { a: 'nosuch' } },
    'model_not_found',
    'models.a: There is no model "nosuch".',
  ],
  [
    'an option of the other kind',
    { models: { a: { model: tinyBert, timeout: 100 } } },
    'invalid_request',
    'models.a: `timeout` is an option of services, and ',
  ],
  [
    'a fallback that means nothing',
    { models: { a: { ...tiny, fallback: ['b'] } } },
    'model_not_found',
    'models.b: There is no',
  ],
  [
    'more tokens than the model reads',
    { models: { a: { model: tinyBert, maxTokens: 4096 } } },
    'invalid_request',
    'models.a: `maxTokens`',
  ],
])('refuses to start with %s', async (_, config, code, message) => {
  await expect(open(config)).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
})

it('falls back on another served model, which is loaded once, and is ready when that one is', async () => {
  const { registry, loaded } = await open({
    models: { cloud: { model: 'cohere:rerank-v3.5', fallback: ['tiny'] }, tiny },
    cache: {},
  })
  await loaded
  const [cloud, local] = registry.all
  expect(cloud).toMatchObject({ state: 'ready', local: false, parallelism: 8, facts: { id: 'cohere:rerank-v3.5' } })
  expect(told.filter(([level]) => level === 'error')[0]?.[2]).toContain('COHERE_API_KEY')
  const answer = await cloud?.reranker.rerank(request)
  expect(answer?.warnings[0]).toMatchObject({ code: 'fell_back', failed: { code: 'unauthorized' } })
  // One store and one model: what was scored for the one is known for the other.
  expect((await local?.reranker.rerank(request))?.usage).toMatchObject({ cacheHits: 2, pairs: 0 })
})

it('remembers scores where the model says so, or the server does', async () => {
  const own = scoring('own', (text) => text.length)
  const { fingerprint: _, ...nameless } = scoring('nameless', (text) => text.length)
  const { registry, loaded } = await open({
    models: { off: { ...tiny, cache: false }, on: tiny, own: { model: own }, nameless: { model: nameless } },
    cache: { entries: 1000 },
  })
  await loaded
  const again = async (name: string) => {
    await registry.find(name).reranker.rerank(request)
    return (await registry.find(name).reranker.rerank(request)).usage.cacheHits
  }
  expect(await again('off')).toBeUndefined()
  expect(await again('on')).toBe(2)
  expect(await again('own')).toBe(2)
  expect(own.tasks).toHaveLength(1)
  expect(await again('nameless')).toBeUndefined() // Nothing says when its scores change.
  await expect(open({ models: { nameless: { model: nameless, cache: true } } })).rejects.toThrow(
    'models.nameless: nameless does not tell when its scores change.',
  )
})

it('keeps a service within its budget, for which what is known costs nothing', async () => {
  await using service = await startServer(({ body }) => ({
    body: {
      results: (body as { documents: string[] }).documents.map((_, index) => ({
        index,
        relevance_score: 1 / (index + 2),
      })),
      meta: { billed_units: { search_units: 1 } },
    },
  }))
  const ledger = join(fixture.folder, 'costs.jsonl')
  const { registry, loaded } = await open({
    models: {
      cloud: {
        model: 'cohere:rerank-v3.5',
        apiKey: 'key',
        baseUrl: service.url,
        price: { perThousandSearchUnits: 1 },
        budget: { perHour: 0.0015 },
        fallback: [tinyBert],
        cache: true,
      },
    },
    workers: 1,
    ledger,
  })
  await loaded
  const { reranker } = registry.find('cloud')
  expect((await reranker.rerank(request)).usage.cost).toBe(0.001)
  expect((await reranker.rerank(request)).usage).toMatchObject({ cacheHits: 2 })
  expect(service.received).toHaveLength(1)
  const beyond = await reranker.rerank({ ...request, query: 'the sea' })
  expect(beyond.warnings[0]).toMatchObject({ code: 'fell_back', failed: { code: 'over_budget' } })
  expect(service.received).toHaveLength(1)
})

it('tells of a Redis that does not answer, and goes on without', async () => {
  const { registry, loaded } = await open({ models: { tiny }, cache: { redis: 'redis://127.0.0.1:1' } })
  await loaded
  expect(told[0]).toMatchObject(['warn', { code: 'ECONNREFUSED' }, expect.stringContaining('Redis does not answer')])
  const { results, warnings } = await registry.find('tiny').reranker.rerank(request)
  expect(results).toHaveLength(2)
  expect(warnings.map(({ code }) => code)).toEqual(['cache_unavailable'])
})
