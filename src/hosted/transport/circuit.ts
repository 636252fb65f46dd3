import {
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel'
import { CallFailure } from './call-failure.ts'
import { FailureRatio } from './failure-ratio.ts'
import { Stopped } from './stopped.ts'
import type { TransportRules } from './transport-rules.ts'

/**
 * Stops calls to a service that fails most of them. After a pause one try goes through while others wait for its end: if
 * it succeeds, so may all; if not, the pause is twice as long.
 */
export class Circuit {
  readonly #policy: CircuitBreakerPolicy
  #retryAt = 0

  constructor(rules: TransportRules) {
    this.#policy = circuitBreaker(
      handleWhen((error) => this.#isFailure(error)),
      {
        breaker: new FailureRatio(rules),
        halfOpenAfter: new DelegateBackoff(({ attempt }) => {
          const pause = Math.min(rules.circuitMaxPause, rules.circuitPause * 2 ** (attempt - 1))
          this.#retryAt = Date.now() + pause
          return pause
        }),
      },
    )
  }

  /** @throws CallFailure when the circuit is open. */
  async execute<T>(work: () => Promise<T>): Promise<T> {
    try {
      // Without a signal: cockatiel forgets it for tries that waited for a probe, so `work` looks at its own.
      return await this.#policy.execute(work)
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error
      const retryAfter = Math.max(0, this.#retryAt - Date.now())
      throw new CallFailure({
        code: 'unavailable',
        problem: `failed most of the last calls, so it is not asked now; it will be again in ${Math.ceil(retryAfter / 1000)} s`,
        advice: 'Try again then.',
        retryable: true,
        retryAfter,
      })
    }
  }

  #isFailure(error: Error): boolean {
    // A probe that was given up has proven nothing: the circuit goes back to open. (Cockatiel would close it.)
    if (error instanceof Stopped) return this.#policy.state === CircuitState.HalfOpen
    return error instanceof CallFailure && error.counts
  }
}
