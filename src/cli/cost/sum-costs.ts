import type { LedgerHour } from '../../compose/index.ts'

/** One line of the report. */
export interface CostRow {
  /** A model, or a day. */
  readonly name: string
  readonly cost: number
  readonly requests: number
  readonly searchUnits: number
  readonly tokens: number
}

/** Adds up a ledger's hours by model, the dearest first, or by day (UTC), the oldest first. */
export function sumCosts({ hours, by }: { hours: readonly LedgerHour[]; by: 'model' | 'day' }): CostRow[] {
  const rows = new Map<string, CostRow>()
  for (const { hour, id, ...counts } of hours) {
    const name = by === 'model' ? id : hour.toISOString().slice(0, 10)
    const row = rows.get(name)
    rows.set(name, {
      name,
      cost: (row?.cost ?? 0) + counts.cost,
      requests: (row?.requests ?? 0) + counts.requests,
      searchUnits: (row?.searchUnits ?? 0) + counts.searchUnits,
      tokens: (row?.tokens ?? 0) + counts.tokens,
    })
  }
  const sorted = [...rows.values()]
  return by === 'model' ? sorted.sort((a, b) => b.cost - a.cost) : sorted.sort((a, b) => (a.name < b.name ? -1 : 1))
}
