import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CacheStore } from './cache/cache-store.ts'
import { memoryStore } from './cache/memory-store.ts'
import { cached } from './cached.ts'
import { cascade } from './cascade.ts'
import { fallback } from './fallback.ts'
import { comparable, requests } from './testing/requests.ts'
import { failing, makeReranker, numberIn, scoring } from './testing/rerankers.ts'

const query = 'which number is the largest'
const documents = ['one 1', 'three 3', 'two 2']

/** A store that can be looked into. */
function openStore(): CacheStore & { values: Map<string, string> } {
  const values = new Map<string, string>()
  return {
    values,
    get: async (keys) => keys.map((key) => values.get(key)),
    set: async (entries) => {
      for (const { key, value } of entries) values.set(key, value)
    },
  }
}

describe('a cached reranker', () => {
  it('asks only for scores that are not known, and counts the others', async () => {
    const inner = scoring('inner', numberIn)
    const reranker = cached(inner)
    expect((await reranker.rerank({ query, documents })).usage).toMatchObject({ pairs: 3, cacheHits: 0 })
    const { usage, results } = await reranker.rerank({ query, documents: [...documents, 'four 4'] })
    expect(usage).toMatchObject({ pairs: 1, tokens: 3, cacheHits: 3 })
    expect(results.map(({ document }) => document)).toEqual(['four 4', 'three 3', 'two 2', 'one 1'])
    expect(inner.tasks.map(({ texts }) => texts.length)).toEqual([3, 1])
    expect((await reranker.rerank({ query: 'another', documents })).usage.cacheHits).toBe(0)
  })

  it('tells models and versions apart, and keeps no text', async () => {
    const store = openStore()
    await cached(scoring('a', numberIn), { store }).rerank({ query, documents })
    expect((await cached(scoring('b', numberIn), { store }).rerank({ query, documents })).usage.cacheHits).toBe(0)
    const newer = cached(scoring('a', numberIn), { store, version: '2' })
    expect((await newer.rerank({ query, documents })).usage.cacheHits).toBe(0)
    expect((await cached(scoring('a', numberIn), { store }).rerank({ query, documents })).usage.cacheHits).toBe(3)
    for (const part of [...store.values].flat()) expect(part).not.toMatch(/largest|three/)
  })

  it('keeps no failures, and no scores of a degraded answer', async () => {
    const store = openStore()
    await expect(cached(failing('a', 'unavailable'), { store }).rerank({ query, documents })).rejects.toMatchObject({
      code: 'unavailable',
    })
    const late = makeReranker('late', async ({ signal, onScore }) => {
      onScore(1, { raw: 1, truncated: false })
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const response = await cached(late, { store }).rerank({ query, documents, deadline: 50, onError: 'passthrough' })
    expect(response.degraded?.reason).toBe('timeout')
    expect(response.coverage.scored).toBe(1)
    expect(store.values.size).toBe(0)
  })

  it('keeps the whole list where scores depend on it', async () => {
    const inner = scoring('listwise', numberIn, { listwise: true })
    const reranker = cached(inner)
    await reranker.rerank({ query, documents })
    expect((await reranker.rerank({ query, documents })).usage).toMatchObject({ pairs: 0, cacheHits: 3 })
    expect((await reranker.rerank({ query, documents: documents.slice(1) })).usage).toMatchObject({
      pairs: 2,
      cacheHits: 0,
    })
  })

  it('never puts scores of two revisions into one order', async () => {
    let revision = 'old'
    const changing = (texts: readonly string[]) => texts.map((text) => numberIn(text) * (revision === 'old' ? 1 : -1))
    const make = () =>
      makeReranker(
        'service',
        async ({ texts, onScore, onUsage }) => {
          for (const [position, raw] of changing(texts).entries()) onScore(position, { raw, truncated: false })
          onUsage({ pairs: texts.length })
        },
        { model: { id: 'service', revision }, fingerprint: () => 'the same' },
      )
    const store = openStore()
    await cached(make(), { store }).rerank({ query, documents })
    revision = 'new'
    const { results, usage } = await cached(make(), { store }).rerank({ query, documents: [...documents, 'four 4'] })
    expect(results.map(({ document }) => document)).toEqual(['one 1', 'two 2', 'three 3', 'four 4'])
    expect(usage).toMatchObject({ pairs: 5, cacheHits: 0 })
  })

  it('finds a model that scores all the same, as it is without a cache', async () => {
    const reranker = cached(scoring('constant', () => 1))
    await reranker.rerank({ query, documents: ['a'] })
    await reranker.rerank({ query, documents: ['b'] })
    await expect(reranker.rerank({ query, documents: ['a', 'b'] })).rejects.toMatchObject({ code: 'constant_scores' })
    const equals = cached(scoring('equal', (text) => (text === 'a' ? 2 : 1)))
    await equals.rerank({ query, documents: ['a'] })
    expect((await equals.rerank({ query, documents: ['a', 'b', 'c'] })).results).toHaveLength(3)
  })

  it.each([
    ['fails', async () => Promise.reject(new Error('gone'))],
    ['is slow', () => new Promise<never>(() => {})],
  ])('goes on without a store that %s, says so, and leaves it alone for a while', async (_, broken) => {
    let calls = 0
    const store: CacheStore = {
      get: () => {
        calls++
        return broken()
      },
      set: broken,
    }
    const reranker = cached(scoring('a', numberIn), { store, timeout: 20, pause: 60_000 })
    for (let round = 0; round < 3; round++) {
      const { results, warnings } = await reranker.rerank({ query, documents })
      expect(results[0]?.document).toBe('three 3')
      expect(warnings.map(({ code }) => code)).toEqual(['cache_unavailable'])
    }
    expect(calls).toBe(1)
  })

  it('waits long for a store that does not answer only once', async () => {
    const never = () => new Promise<never>(() => {})
    const reranker = cached(scoring('a', numberIn), { store: { get: never, set: never }, timeout: 20, pause: 0 })
    await reranker.rerank({ query, documents })
    const startedAt = performance.now()
    await reranker.rerank({ query, documents })
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  it('refuses what it could only get wrong', async () => {
    const parts = [scoring('a', numberIn), scoring('b', numberIn)] as const
    expect(() => cached(fallback(parts))).toThrow(/around its parts/)
    const chain = cascade([{ reranker: parts[0], keep: 1 }, { reranker: parts[1] }])
    expect(() => cached(chain)).toThrow(/around its parts/)
    await expect(cached(chain, { version: '1' }).rerank({ query, documents })).rejects.toThrow(/around its parts/)
    const reranker = cached(parts[0])
    await reranker.rerank({ query, documents })
    const threshold = { value: 1, scale: 'provider' as const }
    await expect(reranker.rerank({ query, documents, threshold })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(reranker.rerank({ query, documents, deadline: -1 })).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('answers as the reranker does, cold and warm, whatever was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(requests(), { minLength: 1, maxLength: 4 }), fc.boolean(), async (list, listwise) => {
        const inner = scoring('inner', numberIn, { listwise })
        const reranker = cached(inner, { store: memoryStore({ maxEntries: 20 }) })
        for (const request of [...list, ...list]) {
          expect(comparable(await reranker.rerank(request))).toEqual(comparable(await inner.rerank(request)))
        }
      }),
    )
  })
})
