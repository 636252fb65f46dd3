import { SecondpassError } from '../../reranker/index.ts'
import type { CacheEntry, CacheStore } from './cache-store.ts'

/** The first word of a store may take longer, once: it connects. */
const firstTimeout = 2000

/** A store that fails no request: one that is late or broken is left alone for a while, as if nothing were in it. */
export class GuardedStore {
  readonly #store: CacheStore
  readonly #timeout: number
  readonly #pause: number
  #tried = false
  #pausedUntil = Number.NEGATIVE_INFINITY

  constructor({ store, timeout, pause }: { store: CacheStore; timeout: number; pause: number }) {
    this.#store = store
    this.#timeout = timeout
    this.#pause = pause
  }

  /** Undefined when the store did not answer. */
  async get(keys: readonly string[], left: number | undefined): Promise<readonly (string | undefined)[] | undefined> {
    return await this.#try(left, () => this.#store.get(keys))
  }

  /** Whether the store took the entries. */
  async set(entries: readonly CacheEntry[], ttl: number | undefined, left: number | undefined): Promise<boolean> {
    return (await this.#try(left, () => this.#store.set(entries, { ttl }).then(() => true))) ?? false
  }

  async #try<T>(left: number | undefined, work: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() < this.#pausedUntil) return undefined
    const limit = this.#tried ? this.#timeout : Math.max(firstTimeout, this.#timeout)
    const short = left !== undefined && left < limit
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, short ? left : limit, 'late')
    })
    try {
      const result = await Promise.race([work().then((value) => ({ value })), late])
      // A request that had no time left says nothing about the store.
      if (result !== 'late' || !short) this.#tried = true
      if (result !== 'late') return result.value
      if (!short) this.#rest()
    } catch (error) {
      // A missing package is a fault of the setup, and no bad day of Redis.
      if (SecondpassError.isInstance(error) && error.code === 'invalid_request') throw error
      this.#rest()
    } finally {
      clearTimeout(timer)
    }
    return undefined
  }

  #rest(): void {
    this.#pausedUntil = performance.now() + this.#pause
  }
}
