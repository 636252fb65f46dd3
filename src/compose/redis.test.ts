import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { redisStore } from './cache/redis-store.ts'
import { cached } from './cached.ts'
import { redisLedger } from './ledger/redis-ledger.ts'
import { limited } from './limited.ts'
import { cuttableRedis, redisUrl, testPrefix } from './testing/redis.ts'
import { numberIn, scoring } from './testing/rerankers.ts'

const query = 'which number is the largest'
const documents = ['one 1', 'three 3', 'two 2']
let prefix: string
let clean: () => Promise<void>

beforeEach(() => {
  const test = testPrefix()
  prefix = test.prefix
  clean = test.clean
})
afterEach(async () => await clean())

describe('scores in Redis', () => {
  it('are shared by two processes, which end by themselves', async () => {
    const entry = fileURLToPath(new URL('testing/scoring-process.ts', import.meta.url))
    const run = async () => {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [
        '--import',
        'tsx',
        entry,
        redisUrl,
        prefix,
      ])
      expect(stderr).toBe('')
      return JSON.parse(stdout)
    }
    const [first, second] = [await run(), await run()]
    expect(first).toMatchObject({ spent: 0, usage: { pairs: 3, cacheHits: 0 }, warnings: [] })
    expect(second).toMatchObject({ usage: { pairs: 0, cacheHits: 3 }, warnings: [] })
    expect(second.results).toEqual(first.results)
  })

  it('are reached with clients of either package, whose owners close them', async () => {
    const node = createClient({ url: redisUrl })
    await node.connect()
    const io = new Redis(redisUrl)
    try {
      const usages = []
      for (const client of [node, io]) {
        const reranker = cached(scoring('a', numberIn), { store: redisStore({ client, prefix }), ttl: 60_000 })
        usages.push((await reranker.rerank({ query, documents })).usage.cacheHits)
      }
      expect(usages).toEqual([0, 3])
      const [key = ''] = await io.keys(`${prefix}*`)
      expect(key).not.toContain('three')
      expect(await io.pttl(key)).toBeGreaterThan(50_000)
      const ledgers = [redisLedger({ client: node, prefix }), redisLedger({ client: io, prefix })]
      for (const ledger of ledgers) await ledger.add({ time: new Date(), id: 'a model', cost: 0.1, requests: 1 })
      for (const ledger of ledgers) {
        expect(await ledger.total({ since: new Date() })).toBeCloseTo(0.2, 10)
        expect(await ledger.hours({ since: new Date() })).toMatchObject([{ id: 'a model', requests: 2, tokens: 0 }])
      }
    } finally {
      node.destroy()
      io.disconnect()
    }
  })

  it('are done without when Redis goes away', async () => {
    const way = await cuttableRedis()
    const store = redisStore({ url: way.url, prefix })
    const reranker = cached(scoring('a', numberIn), { store, pause: 50 })
    try {
      await reranker.rerank({ query, documents })
      expect((await reranker.rerank({ query, documents })).usage.cacheHits).toBe(3)
      way.cut()
      for (let round = 0; round < 3; round++) {
        const { results, usage, warnings, timings } = await reranker.rerank({ query, documents })
        expect(results.map(({ document }) => document)).toEqual(['three 3', 'two 2', 'one 1'])
        expect(usage).toMatchObject({ pairs: 3, cacheHits: 0 })
        expect(warnings.map(({ code }) => code)).toEqual(['cache_unavailable'])
        expect(timings.total).toBeLessThan(500)
      }
    } finally {
      await store.close?.()
      way.close()
    }
  })

  it('are done without where a connection is taken and nothing answers', async () => {
    const mute = createServer().listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const store = redisStore({ url: `redis://127.0.0.1:${(mute.address() as AddressInfo).port}`, prefix })
    await expect(store.get(['a'])).rejects.toThrow('Redis did not answer in time.')
    await store.close?.()
    mute.close()
  })

  it('are done without when there never was a Redis', async () => {
    const store = redisStore({ url: 'redis://127.0.0.1:1', prefix })
    const { results, warnings } = await cached(scoring('a', numberIn), { store }).rerank({ query, documents })
    expect(results).toHaveLength(3)
    expect(warnings.map(({ code }) => code)).toEqual(['cache_unavailable'])
  })
})

describe('a ledger in Redis', () => {
  it('holds one budget for all that share it', async () => {
    const estimate = () => ({ pairs: 3, tokens: 9, requests: 1, cost: 1 })
    const ledgers = [redisLedger({ url: redisUrl, prefix }), redisLedger({ url: redisUrl, prefix })]
    const rerankers = ledgers.map((ledger) =>
      limited(scoring('a', numberIn, { estimate }), { budget: { perDay: 3 }, ledger }),
    )
    const calls = rerankers.flatMap((reranker) => [1, 2, 3].map(() => reranker.rerank({ query, documents })))
    const outcomes = await Promise.allSettled(calls)
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(3)
    expect(await ledgers[0]?.total({ since: new Date() })).toBeLessThanOrEqual(3)
    for (const ledger of ledgers) await ledger.close?.()
  })
})
