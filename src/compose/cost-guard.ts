import type { Document, Reranker, RerankRequest } from '../reranker/index.ts'
import { SecondpassError } from '../reranker/index.ts'
import type { Budget } from './budget.ts'
import { formatDollars } from './format-dollars.ts'
import type { Ledger } from './ledger/ledger.ts'
import { startOfDay, startOfHour } from './ledger/start-of-hour.ts'
import { Spending } from './spending.ts'

/** Sums of floating-point dollars differ in the last places; nobody is billed for those. */
const tolerance = 1e-9

/** Lets requests go on as long as the budget has room for them, and writes down what they cost. */
export class CostGuard {
  readonly #reranker: Reranker
  readonly #budget: Budget
  readonly #ledger: Ledger
  /** One request at a time looks at the ledger and sets its estimate aside. */
  #last: Promise<unknown> = Promise.resolve()

  constructor({ reranker, budget, ledger }: { reranker: Reranker; budget: Budget; ledger: Ledger }) {
    this.#reranker = reranker
    this.#budget = budget
    this.#ledger = ledger
  }

  /**
   * Sets a request's estimate aside.
   *
   * @throws SecondpassError `over_budget`; `unavailable` when the ledger does not answer, for no budget can be kept then.
   */
  async begin<D extends Document>(request: RerankRequest<D>): Promise<Spending> {
    const { perRequest, perHour, perDay, ifUnknown = 'refuse' } = this.#budget
    const bounded = perRequest !== undefined || perHour !== undefined || perDay !== undefined
    const { id } = this.#reranker
    const cost = bounded ? (await this.#reranker.estimate?.(request))?.cost : 0
    if (cost === undefined && ifUnknown === 'refuse') {
      throw overBudget(
        `What a request to ${id} costs is not known, so its budget cannot be kept. Pass the model's \`price\`, or \`ifUnknown: 'allow'\`.`,
      )
    }
    const estimate = cost ?? 0
    if (perRequest !== undefined && estimate > perRequest + tolerance) throw overLimit(estimate, 'request', perRequest)
    const spending = new Spending({ ledger: this.#ledger, id, estimate })
    if (perHour === undefined && perDay === undefined) return spending
    const turn = this.#last.then(() => this.#reserve(spending, estimate))
    this.#last = turn.catch(() => {})
    await turn
    return spending
  }

  async #reserve(spending: Spending, estimate: number): Promise<void> {
    try {
      await this.#check(estimate)
      await spending.reserve()
      // Another process may have looked at the ledger at the same time: now both have written, and both see it.
      await this.#check(0)
    } catch (cause) {
      await spending.fail(undefined)
      if (SecondpassError.isInstance(cause)) throw cause
      const message = 'The ledger did not answer, so the budget cannot be kept.'
      throw new SecondpassError({ code: 'unavailable', message, cause })
    }
  }

  async #check(more: number): Promise<void> {
    const { perHour, perDay } = this.#budget
    const now = new Date()
    if (perHour !== undefined) {
      const spent = await this.#ledger.total({ since: startOfHour(now) })
      if (spent + more > perHour + tolerance) throw overLimit(more, 'hour', perHour, spent)
    }
    if (perDay !== undefined) {
      const spent = await this.#ledger.total({ since: startOfDay(now) })
      if (spent + more > perDay + tolerance) throw overLimit(more, 'day', perDay, spent)
    }
  }
}

function overLimit(cost: number, span: string, limit: number, spent?: number): SecondpassError {
  const before = spent === undefined ? '' : `, and ${formatDollars(spent)} are spent or set aside`
  return overBudget(
    `The request would cost about ${formatDollars(cost)}${before}; the budget of one ${span} is ${formatDollars(limit)}.`,
  )
}

function overBudget(message: string): SecondpassError {
  return new SecondpassError({ code: 'over_budget', message })
}
