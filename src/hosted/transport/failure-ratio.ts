import { CircuitState, type IBreaker } from 'cockatiel'
import { RollingCounts } from './rolling-counts.ts'
import type { TransportRules } from './transport-rules.ts'

/**
 * Opens a circuit by the part of tries that failed in the last while. In place of cockatiel's `SamplingBreaker`, which
 * forgets a second at each second that has tries in it: where calls are rare, failures of hours ago count there.
 */
export class FailureRatio implements IBreaker {
  readonly #counts: RollingCounts
  readonly #sample: number
  readonly #ratio: number
  /** Nothing is carried from one process to another. */
  state: unknown = undefined

  constructor({ circuitWindow, circuitSample, circuitRatio }: TransportRules) {
    this.#counts = new RollingCounts({ window: circuitWindow })
    this.#sample = circuitSample
    this.#ratio = circuitRatio
  }

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.#counts.clear()
    this.#counts.add('a')
  }

  failure(state: CircuitState): boolean {
    this.#counts.add('b')
    const { a: successes, b: failures } = this.#counts.totals
    const total = successes + failures
    return state !== CircuitState.Closed || (total >= this.#sample && failures > this.#ratio * total)
  }
}
