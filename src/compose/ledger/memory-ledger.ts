import { HourSums } from './hour-sums.ts'
import type { Ledger } from './ledger.ts'

/**
 * A ledger of this process, gone with it.
 *
 * @example
 * ```ts
 * import { createReranker, limited, memoryLedger } from 'secondpass'
 *
 * const ledger = memoryLedger()
 * await using local = createReranker('secondpass-en', { workers: 1 })
 * const reranker = limited(local, { ledger, budget: { perDay: 5 } })
 * await reranker.rerank({ query: 'what causes tides', documents: ['The moon.', 'Tide tables.'] })
 * console.log(await ledger.total({ since: new Date(Date.now() - 3_600_000) })) // 0: this model is free
 * ```
 */
export function memoryLedger(): Ledger {
  const sums = new HourSums()
  return {
    add: async (entry) => sums.add(entry),
    total: async ({ since }) => sums.total(since),
    hours: async ({ since }) => sums.hours(since),
  }
}
