/** What the transport keeps to beside the options: times in milliseconds. One set for all; tests take smaller ones. */
export interface TransportRules {
  /** The pause before the first retry is random, from 0 to this; the next ones are from 0 to twice, four times, … it. */
  readonly baseDelay: number
  readonly maxDelay: number
  /** Over this time, retries and second calls are at most `retryRatio` of the calls, or `retryFloor` if that is more. */
  readonly budgetWindow: number
  readonly retryRatio: number
  readonly retryFloor: number
  /** The circuit opens when of at least `circuitSample` tries in this time, more than `circuitRatio` failed. */
  readonly circuitWindow: number
  readonly circuitSample: number
  readonly circuitRatio: number
  /** How long it stays open at first; twice as long after each probe that fails, up to `circuitMaxPause`. */
  readonly circuitPause: number
  readonly circuitMaxPause: number
  /** Answers that must have been timed before a second call is made, and how long none is made after a 429. */
  readonly hedgeSample: number
  readonly hedgeRest: number
}

export const transportRules: TransportRules = {
  baseDelay: 250,
  maxDelay: 8_000,
  budgetWindow: 30_000,
  retryRatio: 0.15,
  retryFloor: 10,
  circuitWindow: 30_000,
  circuitSample: 10,
  circuitRatio: 0.5,
  circuitPause: 5_000,
  circuitMaxPause: 60_000,
  hedgeSample: 20,
  hedgeRest: 1_000,
}
