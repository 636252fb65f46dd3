import type { LedgerEntry, LedgerHour } from './ledger.ts'
import { startOfHour } from './start-of-hour.ts'

/** Entries added up by hour and reranker: what a ledger keeps in memory does not grow with its entries. */
export class HourSums {
  readonly #sums = new Map<string, LedgerHour>()

  add({ time, id, cost, requests = 0, searchUnits = 0, tokens = 0 }: LedgerEntry): void {
    const hour = startOfHour(time)
    const key = `${hour.getTime()} ${id}`
    const sum = this.#sums.get(key)
    this.#sums.set(key, {
      hour,
      id,
      cost: (sum?.cost ?? 0) + cost,
      requests: (sum?.requests ?? 0) + requests,
      searchUnits: (sum?.searchUnits ?? 0) + searchUnits,
      tokens: (sum?.tokens ?? 0) + tokens,
    })
  }

  clear(): void {
    this.#sums.clear()
  }

  hours(since: Date): LedgerHour[] {
    const from = startOfHour(since)
    return [...this.#sums.values()]
      .filter(({ hour }) => hour >= from)
      .sort((a, b) => a.hour.getTime() - b.hour.getTime() || (a.id < b.id ? -1 : 1))
  }

  total(since: Date): number {
    const from = startOfHour(since)
    let total = 0
    for (const { hour, cost } of this.#sums.values()) if (hour >= from) total += cost
    return total
  }
}
