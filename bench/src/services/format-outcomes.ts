import type { Outcome } from './simulate.ts'

/** A contestant's outcome, and what it cost. */
export interface Row {
  readonly name: string
  readonly users: number
  readonly outcome: Outcome
  /** Requests that the service saw. */
  readonly requests: number
  readonly dollars: number
  /** Requests answered on this machine. */
  readonly locally?: number
}

/** A Markdown table of outcomes. */
export function formatOutcomes(rows: readonly Row[]): string {
  const header = [
    '',
    'answered in time',
    'failed',
    'too late',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'requests',
    '$',
    'on this machine',
  ]
  const lines = rows.map(({ name, outcome: { latencies, failed, late }, requests, dollars, locally }) => [
    name,
    `${latencies.length}`,
    `${failed}`,
    `${late}`,
    ...[0.5, 0.95, 0.99].map((share) => quantile(latencies, share).toFixed(0)),
    `${requests}`,
    dollars.toFixed(2),
    locally === undefined ? '' : `${locally}`,
  ])
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'))
  return [header, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Of sorted values, the least that as many are not above. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
