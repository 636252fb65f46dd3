import type { LedgerEntry } from './ledger.ts'

const counts = ['requests', 'searchUnits', 'tokens'] as const

/** An entry as a line of a file. */
export function formatEntry({ time, id, cost, ...rest }: LedgerEntry): string {
  const counted = counts.filter((name) => rest[name]).map((name) => [name, rest[name]])
  return JSON.stringify({ time: time.toISOString(), id, cost, ...Object.fromEntries(counted) })
}

/** Reads a line; undefined for one that is no entry, such as the torn end of a process that was killed. */
export function parseEntry(line: string): LedgerEntry | undefined {
  try {
    const entry: unknown = JSON.parse(line)
    if (typeof entry !== 'object' || entry === null) return undefined
    const { time, id, cost, ...rest } = entry as Record<string, unknown>
    const when = new Date(String(time))
    if (Number.isNaN(when.getTime()) || typeof id !== 'string' || !Number.isFinite(cost)) return undefined
    const numbers = counts.filter((name) => Number.isFinite(rest[name])).map((name) => [name, rest[name]])
    return { time: when, id, cost: cost as number, ...Object.fromEntries(numbers) }
  } catch {
    return undefined
  }
}
