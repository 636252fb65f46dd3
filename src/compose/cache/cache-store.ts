/** Where known scores are kept: `memoryStore`, `redisStore`, or one of your own. Keys are hashes, and values short strings without text. */
export interface CacheStore {
  /** One value a key, in the keys' order; undefined for those that are not there. */
  get(keys: readonly string[]): Promise<readonly (string | undefined)[]>
  /** Keeps values, for `ttl` milliseconds where it is given. */
  set(entries: readonly CacheEntry[], options: { readonly ttl?: number | undefined }): Promise<void>
  /** Ends connections, where there are any. */
  close?(): Promise<void>
}

/** One value and its key. */
export interface CacheEntry {
  readonly key: string
  readonly value: string
}
