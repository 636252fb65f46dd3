import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Reranker, type WorkOptions, workOptions, workOptionsOf } from '../reranker/index.ts'
import type { CacheStore } from './cache/cache-store.ts'
import { cached } from './cached.ts'
import { cascade } from './cascade.ts'
import { fallback } from './fallback.ts'
import { limited } from './limited.ts'
import { failing, numberIn, scoring } from './testing/rerankers.ts'

const query = 'which number is the largest'
const documents = ['one 1', 'three 3', 'two 2']
const options: WorkOptions = { priority: 7, maxDocumentTokens: 20, maxChunks: 3 }

/** A store whose keys can be looked at. */
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

describe('what a request says of the work on it', () => {
  const wrappers: [string, (inner: Reranker) => Reranker][] = [
    ['fallback', (inner) => fallback([failing('broken', 'unavailable'), inner])],
    ['cascade, first', (inner) => cascade([{ reranker: inner, keep: 2 }, { reranker: scoring('strong', numberIn) }])],
    ['cascade, last', (inner) => cascade([{ reranker: scoring('fast', numberIn), keep: 2 }, { reranker: inner }])],
    ['cached', (inner) => cached(inner)],
    ['limited', (inner) => limited(inner, { deadline: 10_000, concurrency: 1 })],
    ['all of them', (inner) => fallback([limited(cascade([{ reranker: cached(inner) }]), { concurrency: 1 })])],
  ]

  it.each(wrappers)('reaches the model through %s', async (_, wrap) => {
    const inner = scoring('inner', numberIn)
    await wrap(inner).rerank({ query, documents, ...options })
    expect(inner.tasks).toHaveLength(1)
    expect(inner.tasks).toMatchObject([options])
  })

  it.each([
    ['fallback', (inner: Reranker) => fallback([inner, failing('broken', 'unavailable')])],
    ['cascade', (inner: Reranker) => cascade([{ reranker: inner, keep: 2 }, { reranker: inner }])],
    ['cached', (inner: Reranker) => cached(inner)],
    ['limited', (inner: Reranker) => limited(inner)],
  ])('reaches the model’s estimate through %s', async (_, wrap) => {
    const asked: WorkOptions[] = []
    const inner: Reranker = {
      ...scoring('inner', numberIn),
      estimate: (request) => {
        asked.push(workOptionsOf(request))
        return { pairs: 1, tokens: 1, requests: 0, cost: 0 }
      },
    }
    await wrap(inner).estimate?.({ query, documents, ...options })
    expect(asked.length).toBeGreaterThan(0)
    for (const said of asked) expect(said).toEqual(options)
  })
})

describe('a cached reranker', () => {
  it('has for requests that say nothing of it the keys that it always had', async () => {
    const store = openStore()
    const reranker = cached(scoring('inner', numberIn), { store, version: '4' })
    const hash = (text: string) =>
      createHash('sha256')
        .update(JSON.stringify([JSON.stringify(['inner', 'inner 1', '4']), query, text]))
        .digest('base64url')
    await reranker.rerank({ query, documents })
    expect([...store.values.keys()]).toEqual(documents.map(hash))
    await reranker.rerank({ query, documents, priority: 900, maxChunks: undefined, maxDocumentTokens: undefined })
    expect(store.values.size).toBe(3)
  })

  it('never answers with scores of what was read otherwise', async () => {
    const reading = scoring('inner', numberIn)
    const reranker = cached(reading)
    const requests: WorkOptions[] = [
      {},
      { maxDocumentTokens: 3 },
      { maxDocumentTokens: 33 },
      { maxChunks: 3 },
      { maxChunks: 33 },
      { maxDocumentTokens: 3, maxChunks: 3 },
    ]
    for (const said of requests) {
      const { usage } = await reranker.rerank({ query, documents, ...said })
      expect(usage).toMatchObject({ pairs: 3, cacheHits: 0 })
    }
    for (const said of requests) {
      const { usage } = await reranker.rerank({ query, documents, ...said, priority: 3 })
      expect(usage).toMatchObject({ pairs: 0, cacheHits: 3 })
    }
  })

  it('shares scores whatever is said to a model that ignores it, and says so each time', async () => {
    const ignoring = scoring('inner', numberIn, { ignores: workOptions })
    const reranker = cached({ ...ignoring, ignores: workOptions })
    const rerank = (said: WorkOptions) => reranker.rerank({ query, documents, ...said })
    expect((await rerank({})).warnings).toEqual([])
    for (const said of [{ maxChunks: 2 }, { maxDocumentTokens: 9, priority: 4 }, { maxChunks: 2 }]) {
      const { usage, warnings } = await rerank(said)
      expect(usage).toMatchObject({ pairs: 0, cacheHits: 3 })
      expect(warnings).toMatchObject([{ code: 'option_ignored' }])
    }
    const fresh = await reranker.rerank({ query, documents: [...documents, 'four 4'], maxChunks: 2 })
    expect(fresh.usage.pairs).toBe(1)
    expect(fresh.warnings).toHaveLength(1)
  })

  it('tells what its reranker ignores, and so does a limited one', () => {
    const ignoring: Reranker = { ...scoring('inner', numberIn), ignores: ['priority'] }
    expect(cached(limited(ignoring)).ignores).toEqual(['priority'])
    expect(cached(scoring('inner', numberIn)).ignores).toBeUndefined()
  })
})
