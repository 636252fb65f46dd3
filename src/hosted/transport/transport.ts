import type { WireFailure, WireRequest } from '../provider.ts'

/** One call to a service, with what is needed to make good errors of its failures. */
export interface Call {
  readonly service: string
  readonly model: string
  readonly request: WireRequest
  /** Fires when the answer is no longer wanted; its reason is a SecondpassError. */
  readonly signal: AbortSignal
  /** When an answer must be there, on `performance.now()`'s clock. */
  readonly deadlineAt: number
  /**
   * Is shown each answer with another status than 2xx. `advice` takes the place of the usual one in the error's message;
   * what is `final` is not tried again, and does not speak against the service. This is also how the caller learns why a
   * call was refused, as errors hold nothing of a body.
   */
  readonly judge?: (failure: WireFailure) => {
    readonly advice?: string | undefined
    readonly final?: boolean | undefined
  }
}

/** A service's answer: JSON with a status of 2xx. */
export interface Answer {
  readonly body: unknown
  readonly headers: Headers
  readonly requestId: string | undefined
  /** Tries that it took. */
  readonly attempts: number
}

/** Makes calls, and is the one place that knows of time-outs, retries and overload. */
export interface Transport {
  /** @throws SecondpassError `rate_limited`, `overloaded`, `unavailable`, `timeout`, `unauthorized`, … with `service` set. */
  send(call: Call): Promise<Answer>
}
