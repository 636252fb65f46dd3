import { RollingCounts } from './rolling-counts.ts'
import type { TransportRules } from './transport-rules.ts'

/** Keeps retries a small part of the calls: a service that is in trouble must not get three times its load. */
export class RetryBudget {
  readonly #counts: RollingCounts
  readonly #ratio: number
  readonly #floor: number

  constructor({
    rules,
    now,
  }: {
    rules: Pick<TransportRules, 'budgetWindow' | 'retryRatio' | 'retryFloor'>
    now?: () => number
  }) {
    this.#counts = new RollingCounts({ window: rules.budgetWindow, now })
    this.#ratio = rules.retryRatio
    this.#floor = rules.retryFloor
  }

  addCall(): void {
    this.#counts.add('a')
  }

  /** Whether one more retry is allowed; if so, it is counted. */
  spend(): boolean {
    const { a: calls, b: retries } = this.#counts.totals
    if (retries >= Math.max(this.#floor, calls * this.#ratio)) return false
    this.#counts.add('b')
    return true
  }
}
