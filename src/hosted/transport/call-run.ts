import { setTimeout as sleep } from 'node:timers/promises'
import { DelegateBackoff, handleWhen, retry } from 'cockatiel'
import { CallFailure } from './call-failure.ts'
import { hedged } from './hedged.ts'
import { planPause } from './plan-pause.ts'
import type { Limits } from './read-limits.ts'
import type { ServiceState } from './service-state.ts'
import { Stopped } from './stopped.ts'
import { timedExchange } from './timed-exchange.ts'
import { toHeaders } from './to-headers.ts'
import type { Answer, Call } from './transport.ts'
import type { TransportRules } from './transport-rules.ts'

/**
 * One call with all its tries: retries around a second call, around the circuit, around the time limit of a try. The
 * policies are nested by hand: cockatiel's `wrap` loses the signal behind a circuit that is being probed.
 */
export class CallRun {
  /** Requests that were sent. */
  attempts = 0
  #lastFailure: CallFailure | undefined
  readonly #call: Call
  readonly #fetch: typeof globalThis.fetch
  readonly #limits: Limits
  readonly #rules: TransportRules
  readonly #state: ServiceState
  readonly #headers: Headers
  #body: string | undefined

  constructor({
    call,
    fetch,
    limits,
    rules,
    state,
  }: {
    call: Call
    fetch: typeof globalThis.fetch
    limits: Limits
    rules: TransportRules
    state: ServiceState
  }) {
    this.#call = call
    this.#fetch = fetch
    this.#limits = limits
    this.#rules = rules
    this.#state = state
    this.#headers = toHeaders({
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'secondpass',
      ...call.request.headers,
    })
  }

  /** @throws CallFailure; Stopped once `signal` has fired. */
  async answer(signal: AbortSignal): Promise<Answer> {
    let pause = 0
    this.#state.budget.addCall()
    const policy = retry(
      handleWhen((error) => error instanceof CallFailure && error.transient),
      {
        maxAttempts: this.#limits.retries,
        // The pause itself is made below, where it can be stopped.
        backoff: new DelegateBackoff(({ attempt, result }) => {
          pause = this.#planRetry({ attempt, failure: 'error' in result ? result.error : undefined })
          return 0
        }),
      },
    )
    const answer = await policy.execute(async ({ attempt }) => {
      if (pause > 0) await sleep(pause, undefined, { signal })
      return attempt === 0 && this.#limits.hedge ? await this.#tryTwice(signal) : await this.#try(signal)
    })
    return { ...answer, attempts: this.attempts }
  }

  /** The failure to report when the time of the whole call is up. */
  late(): CallFailure {
    const last = this.#lastFailure
    return new CallFailure({
      code: 'timeout',
      problem: `gave no answer before the deadline${last === undefined ? '' : `; the last try: it ${last.problem}${last.status === undefined ? '' : `, ${last.status}`}`}`,
      advice: 'Raise the deadline, or send fewer documents.',
      retryable: true,
      requestId: last?.requestId,
    })
  }

  /** @throws The failure, when there is no time or no budget for a retry. */
  #planRetry({ attempt, failure }: { attempt: number; failure: unknown }): number {
    const retryAfter = failure instanceof CallFailure ? failure.retryAfter : undefined
    const pause = planPause({ retry: attempt, retryAfter, rules: this.#rules })
    const left = this.#call.deadlineAt - performance.now()
    if ((retryAfter ?? pause) >= left || !this.#state.budget.spend()) throw failure
    return pause
  }

  async #tryTwice(signal: AbortSignal): Promise<Omit<Answer, 'attempts'>> {
    const { latencies, budget } = this.#state
    const delay = latencies.p95(this.#rules.hedgeSample)
    if (delay === undefined) return await this.#try(signal)
    return await hedged({
      attempt: (own) => this.#try(own),
      delay,
      allow: () => performance.now() >= this.#state.hedgeRestsUntil && budget.spend(),
      signal,
    })
  }

  async #try(signal: AbortSignal): Promise<Omit<Answer, 'attempts'>> {
    try {
      return await this.#state.circuit.execute(() => this.#exchange(signal))
    } catch (error) {
      if (error instanceof CallFailure) this.#lastFailure = error
      if (error instanceof CallFailure && error.code === 'rate_limited') {
        const rest = Math.max(this.#rules.hedgeRest, error.retryAfter ?? 0)
        this.#state.hedgeRestsUntil = performance.now() + rest
      }
      throw error
    }
  }

  async #exchange(signal: AbortSignal): Promise<Omit<Answer, 'attempts'>> {
    if (signal.aborted) throw new Stopped()
    this.attempts++
    const { request, judge } = this.#call
    this.#body ??= JSON.stringify(request.body)
    const startedAt = performance.now()
    const answer = await timedExchange({
      request: {
        fetch: this.#fetch,
        url: request.url,
        method: request.method ?? 'POST',
        headers: this.#headers,
        body: this.#body,
        judge,
      },
      limits: this.#limits,
      signal,
    })
    this.#state.latencies.add(performance.now() - startedAt)
    return answer
  }
}
