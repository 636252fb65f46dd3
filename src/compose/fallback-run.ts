import {
  type Document,
  type RerankRequest,
  type RerankResponse,
  SecondpassError,
  smaller,
  type Warning,
} from '../reranker/index.ts'
import { askInTime } from './ask-in-time.ts'
import { type Failure, isDegradedReason, toFailure } from './failure.ts'
import type { FallbackEntry } from './fallback-entry.ts'
import { refusedAnswer } from './refused-answer.ts'
import { remainingTime } from './remaining-time.ts'
import { sumUsage } from './sum-usage.ts'

/** One request's way through the rerankers of a `fallback`. */
export class FallbackRun<D extends Document> {
  readonly #id: string
  readonly #entries: readonly FallbackEntry[]
  readonly #request: RerankRequest<D>
  readonly #left: () => number | undefined
  readonly #startedAt = performance.now()
  readonly #failures: Failure[] = []
  /** Answers that were less than was asked for. */
  readonly #degraded: RerankResponse<D>[] = []

  constructor({ id, entries, request }: { id: string; entries: readonly FallbackEntry[]; request: RerankRequest<D> }) {
    this.#id = id
    this.#entries = entries
    this.#request = request
    this.#left = remainingTime(request?.deadline)
  }

  async answer(): Promise<RerankResponse<D>> {
    for (const [place, entry] of this.#entries.entries()) {
      if (place > 0 && (this.#left() ?? Number.POSITIVE_INFINITY) <= 1) break // Timers may be a millisecond early.
      const response = await this.#ask(entry, place)
      if (response !== undefined) return this.#finish(response)
    }
    const [best] = [...this.#degraded].sort((a, b) => b.coverage.scored - a.coverage.scored)
    if (best !== undefined) return this.#finish(best)
    const failure = this.#error()
    if (this.#request.onError !== 'passthrough') throw failure
    return this.#finish(await refusedAnswer({ id: this.#id, request: this.#request, failure }))
  }

  /** Undefined when the next one is to be asked. */
  async #ask({ reranker, timeout }: FallbackEntry, place: number): Promise<RerankResponse<D> | undefined> {
    try {
      const deadline = this.#share(timeout, place)
      const response = await askInTime({ reranker, request: { ...this.#request, deadline } })
      const { degraded } = response
      if (degraded === undefined || degraded.reason === 'cancelled') return response
      this.#failures.push({ id: reranker.id, code: degraded.reason, message: degraded.message, error: undefined })
      this.#degraded.push(response)
    } catch (error) {
      const failure = toFailure(reranker.id, error)
      // What the first refuses is malformed; a later one may refuse what only it cannot do, such as a threshold's scale.
      if (['cancelled', 'closed'].includes(failure.code)) throw error
      if (failure.code === 'invalid_request' && place === 0) throw error
      this.#failures.push(failure)
    }
    return undefined
  }

  #share(timeout: number | undefined, place: number): number | undefined {
    const left = this.#left()
    if (timeout !== undefined || left === undefined) return smaller(timeout, left)
    return Math.floor(left / (this.#entries.length - place))
  }

  #finish(response: RerankResponse<D>): RerankResponse<D> {
    if (this.#failures.length === 0) return response
    const warnings = this.#failures.map(
      ({ id, code, message }): Warning => ({
        code: 'fell_back',
        message: `${id} did not answer (${code}): ${message}`,
        failed: { id, code },
      }),
    )
    const spent = this.#degraded.filter((answer) => answer !== response).map(({ usage }) => usage)
    return {
      ...response,
      usage: { ...response.usage, ...sumUsage([...spent, response.usage]) },
      timings: { ...response.timings, total: performance.now() - this.#startedAt },
      warnings: [...warnings, ...response.warnings],
    }
  }

  #error(): SecondpassError {
    const leading = this.#failures.find(({ code }) => isDegradedReason(code)) ?? (this.#failures[0] as Failure)
    if (this.#failures.length === 1 && this.#entries.length === 1 && SecondpassError.isInstance(leading.error)) {
      return leading.error
    }
    const reasons = this.#failures.map(({ id, code, message }) => `${id} (${code}): ${message}`)
    const rest = this.#entries.length - this.#failures.length
    if (rest > 0) reasons.push(`no time was left for ${rest === 1 ? 'one more' : `${rest} more`}.`)
    return new SecondpassError({
      code: leading.code,
      message: `No reranker of ${this.#id} answered. ${reasons.join(' ')}`,
      cause: new AggregateError(this.#failures.map(({ error }) => error).filter((error) => error !== undefined)),
      service: SecondpassError.isInstance(leading.error) ? leading.error.service : undefined,
    })
  }
}
