import { connectRedis } from '../redis/connect-redis.ts'
import type { RedisConnection } from '../redis/redis-client.ts'
import type { CacheStore } from './cache-store.ts'

/** Where a `redisStore` is, and how long it keeps scores. */
export type RedisStoreOptions = RedisConnection & {
  /** What its keys begin with. Default `secondpass:score:`. */
  readonly prefix?: string | undefined
  /** Milliseconds that scores are kept, where `cached` names none. Default: 7 days. */
  readonly ttl?: number | undefined
}

/** Keys of one command: Redis serves nobody else meanwhile. */
const batch = 512

/**
 * Keeps scores in Redis, shared by all processes and machines that use it with the same prefix. One `MGET` a request;
 * writes go out together.
 *
 * @example
 * ```ts
 * import { cached, createReranker, redisStore } from 'secondpass'
 *
 * // A client of the package `redis` or `ioredis`; or pass `url: 'redis://127.0.0.1:6379'`.
 * const client = { call: async (command: string, ...keys: string[]): Promise<unknown> => (command === 'MGET' ? keys.map(() => null) : 'OK') }
 * await using local = createReranker('secondpass-en', { workers: 1 })
 * const reranker = cached(local, { store: redisStore({ client, prefix: 'my-app:' }) })
 * await reranker.rerank({ query: 'what causes tides', documents: ['The moon.', 'Tide tables.'] })
 * ```
 */
export function redisStore({
  prefix = 'secondpass:score:',
  ttl: defaultTtl = 7 * 86_400_000,
  ...connection
}: RedisStoreOptions): CacheStore {
  const redis = connectRedis(connection)
  return {
    get: async (keys) => {
      const parts: Promise<unknown>[] = []
      for (let start = 0; start < keys.length; start += batch) {
        parts.push(redis.send('MGET', ...keys.slice(start, start + batch).map((key) => prefix + key)))
      }
      const values = (await Promise.all(parts)).flat()
      return keys.map((_, place) => {
        const value = values[place]
        return value === null || value === undefined ? undefined : String(value)
      })
    },
    set: async (entries, { ttl = defaultTtl }) => {
      // Clients send what is asked for in one turn of the event loop in one go.
      await Promise.all(
        entries.map(({ key, value }) => redis.send('SET', prefix + key, value, 'PX', String(Math.ceil(ttl)))),
      )
    },
    close: async () => await redis.close(),
  }
}
