import type { Fate } from './send-request.ts'

/** The outcome of a load, as a row of a table. */
export interface LoadSummary {
  readonly sent: number
  readonly answered: number
  readonly refused: number
  /** Accepted, and not answered in time. */
  readonly late: number
  readonly cancelled: number
  readonly lost: number
  readonly wrong: number
  /** Answers a second in time, and the documents in them. */
  readonly goodput: { readonly requests: number; readonly documents: number }
  /** Milliseconds of what was accepted. */
  readonly accepted: { readonly p50: number; readonly p99: number; readonly max: number }
  /** Milliseconds until a refusal. */
  readonly refusal: { readonly p99: number; readonly max: number }
  readonly withoutRetryAfter: number
}

/** Adds up what became of the requests of a load. */
export function summarizeLoad({ fates, seconds }: { fates: readonly Fate[]; seconds: number }): LoadSummary {
  const of = (...kinds: Fate['kind'][]): Fate[] => fates.filter(({ kind }) => kinds.includes(kind))
  const answered = of('answered')
  const refused = of('refused')
  const accepted = of('answered', 'late').map(({ milliseconds }) => milliseconds)
  const refusals = refused.map(({ milliseconds }) => milliseconds)
  return {
    sent: fates.length,
    answered: answered.length,
    refused: refused.length,
    late: of('late').length,
    cancelled: of('cancelled').length,
    lost: of('lost').length,
    wrong: fates.reduce((sum, { wrong }) => sum + wrong, 0),
    goodput: {
      requests: answered.length / seconds,
      documents: answered.reduce((sum, { documents }) => sum + documents, 0) / seconds,
    },
    accepted: { p50: quantile(accepted, 0.5), p99: quantile(accepted, 0.99), max: Math.max(...accepted) },
    refusal: { p99: quantile(refusals, 0.99), max: Math.max(0, ...refusals) },
    withoutRetryAfter: refused.filter(({ status, retryAfter }) => status === 429 && !retryAfter).length,
  }
}

/** The least value that a share of the values is not above; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
