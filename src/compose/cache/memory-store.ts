import { LRUCache } from 'lru-cache'
import { requireCount } from '../invalid-option.ts'
import type { CacheStore } from './cache-store.ts'

/** How much a `memoryStore` keeps. */
export interface MemoryStoreOptions {
  /** Scores. Default 100,000: about 30 MB. */
  readonly maxEntries?: number | undefined
  /** Bytes of keys and values, without what the store itself needs. Default: no limit. */
  readonly maxBytes?: number | undefined
}

/**
 * Keeps scores in this process; the ones that were not asked for longest go first.
 *
 * @throws SecondpassError `invalid_request` for bad limits.
 * @example
 * ```ts
 * import { cached, createReranker, memoryStore } from 'secondpass'
 *
 * await using local = createReranker('secondpass-en', { workers: 1 })
 * const reranker = cached(local, { store: memoryStore({ maxEntries: 50_000 }), ttl: 3_600_000 })
 * await reranker.rerank({ query: 'what causes tides', documents: ['The moon.', 'Tide tables.'] })
 * ```
 */
export function memoryStore({ maxEntries = 100_000, maxBytes }: MemoryStoreOptions = {}): CacheStore {
  requireCount({ name: 'maxEntries', value: maxEntries, from: 1 })
  requireCount({ name: 'maxBytes', value: maxBytes, from: 1 })
  const scores = new LRUCache<string, string>({
    max: maxEntries,
    ...(maxBytes !== undefined && {
      maxSize: maxBytes,
      sizeCalculation: (value: string, key: string) => value.length + key.length,
    }),
  })
  return {
    get: async (keys) => keys.map((key) => scores.get(key)),
    set: async (entries, { ttl }) => {
      for (const { key, value } of entries) scores.set(key, value, ttl === undefined ? {} : { ttl })
    },
  }
}
