import type { Document, RerankResponse, Warning } from '../reranker/index.ts'
import { toFailure } from './failure.ts'
import type { Ledger } from './ledger/ledger.ts'

/** Failures after which the service may have worked, and may bill it. */
const billed = ['timeout', 'cancelled', 'invalid_scores', 'constant_scores', 'closed']

/** What one request costs, from the estimate that is set aside to what is written down at the end. */
export class Spending {
  readonly #ledger: Ledger
  readonly #id: string
  readonly #estimate: number
  /** Of all entries, so that a correction counts in the hour that it corrects. */
  readonly #time = new Date()
  #reserved = 0

  constructor({ ledger, id, estimate }: { ledger: Ledger; id: string; estimate: number }) {
    this.#ledger = ledger
    this.#id = id
    this.#estimate = estimate
  }

  async reserve(): Promise<void> {
    await this.#ledger.add({ time: this.#time, id: this.#id, cost: this.#estimate })
    this.#reserved = this.#estimate
  }

  /** Writes down what an answer cost, in place of what was set aside. Gives warnings. */
  async finish<D extends Document>(response: RerankResponse<D>): Promise<Warning[]> {
    const { degraded, usage } = response
    // Where nothing was read, as all scores were known, nothing was paid.
    const known = usage.cost ?? (usage.pairs === 0 ? 0 : this.#estimate)
    const cost = degraded && billed.includes(degraded.reason) ? Math.max(known, this.#estimate) : known
    const { requests = 0, searchUnits, tokens } = usage
    return await this.#settle({ cost, requests, searchUnits, tokens })
  }

  /** Writes down what a failure may have cost: nothing where the service did not work. */
  async fail(error: unknown): Promise<void> {
    const paid = error !== undefined && billed.includes(toFailure(this.#id, error).code)
    await this.#settle({ cost: paid ? this.#estimate : 0, requests: 0 })
  }

  async #settle({
    cost,
    ...counts
  }: {
    cost: number
    requests: number
    searchUnits?: number | undefined
    tokens?: number
  }): Promise<Warning[]> {
    const difference = cost - this.#reserved
    const { requests, searchUnits = 0, tokens = 0 } = counts
    if (difference === 0 && requests === 0 && searchUnits === 0 && tokens === 0) return []
    try {
      await this.#ledger.add({ time: this.#time, id: this.#id, cost: difference, requests, searchUnits, tokens })
      return []
    } catch {
      const message = 'What the request cost could not be written to the ledger.'
      return [{ code: 'ledger_unavailable', message }]
    }
  }
}
