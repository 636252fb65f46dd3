import {
  type Document,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  SecondpassError,
  smaller,
  type Timings,
} from '../reranker/index.ts'
import { askInTime } from './ask-in-time.ts'
import { type Budget, readBudget } from './budget.ts'
import { CostGuard } from './cost-guard.ts'
import { facultiesOf } from './faculties-of.ts'
import { requireCount, requireNumber } from './invalid-option.ts'
import type { Ledger } from './ledger/ledger.ts'
import { memoryLedger } from './ledger/memory-ledger.ts'
import { refusedAnswer } from './refused-answer.ts'
import { remainingTime } from './remaining-time.ts'
import type { Spending } from './spending.ts'
import { Turns } from './turns.ts'

/** Limits of a reranker. */
export interface Limits {
  /** Milliseconds for requests that have no deadline of their own, and the most for those that have. */
  readonly deadline?: number | undefined
  /** Requests under way at once. Default: no limit. */
  readonly concurrency?: number | undefined
  /** Requests that may wait for their turn; more are refused as `overloaded`. Default 256. */
  readonly maxQueue?: number | undefined
  /** What may be spent. */
  readonly budget?: Budget | undefined
  /** Where costs are written down; one that several processes share makes a budget hold for all of them. Default: this process' memory. */
  readonly ledger?: Ledger | undefined
}

/**
 * Holds a reranker within limits of time, concurrency and money. A request beyond them fails as `timeout`, `overloaded` or
 * `over_budget`, which a `fallback` or `onError: 'passthrough'` answers.
 *
 * A budget is checked before the call with the reranker's estimate, which is set aside, and corrected afterwards by what
 * the call cost: it is overspent by no more than the estimates of the requests under way fall short of their costs.
 *
 * @throws SecondpassError `invalid_request` for bad limits.
 * @example
 * ```ts
 * import { createReranker, fallback, limited } from 'secondpass'
 *
 * const cloud = createReranker('cohere:rerank-v3.5', {
 *   apiKey: 'my-key',
 *   fetch: async () => Response.json({ results: [{ index: 1, relevance_score: 0.9 }, { index: 0, relevance_score: 0.1 }] }),
 * })
 * await using local = createReranker('secondpass-en', { workers: 1 })
 * const frugal = limited(cloud, { deadline: 2000, concurrency: 8, budget: { perRequest: 0.01, perDay: 0.003 } })
 * const reranker = fallback([frugal, local])
 *
 * const request = { query: 'what causes tides', documents: ['Tide tables.', 'The moon does.'] }
 * console.log((await reranker.rerank(request)).usage.cost) // 0.002
 * console.log((await reranker.rerank(request)).model.id) // secondpass-en: two searches would cost 0.004
 * ```
 */
export function limited(reranker: Reranker, limits: Limits = {}): Reranker {
  const { deadline, concurrency, maxQueue = 256, ledger } = limits
  requireNumber({ name: 'deadline', value: deadline })
  requireCount({ name: 'concurrency', value: concurrency, from: 1 })
  requireCount({ name: 'maxQueue', value: maxQueue, from: 0 })
  const budget = readBudget(limits.budget)
  const turns = concurrency === undefined ? undefined : new Turns({ concurrency, maxQueue })
  const guard =
    budget === undefined && ledger === undefined
      ? undefined
      : new CostGuard({ reranker, budget: budget ?? {}, ledger: ledger ?? memoryLedger() })

  const rerank = async <D extends Document>(asked: RerankRequest<D>): Promise<RerankResponse<D>> => {
    const startedAt = performance.now()
    const request = { ...asked, deadline: smaller(asked?.deadline, deadline) }
    const left = remainingTime(request.deadline)
    let release = () => {}
    let spending: Spending | undefined
    try {
      if (turns !== undefined) release = await turns.take(request)
      spending = await guard?.begin(request)
    } catch (failure) {
      release()
      if (!SecondpassError.isInstance(failure)) throw failure
      return await refusedAnswer({ id: reranker.id, request, failure })
    }
    const waited = performance.now() - startedAt
    try {
      const response = await askInTime({ reranker, request: { ...request, deadline: left() } })
      const warnings = (await spending?.finish(response)) ?? []
      return { ...response, timings: addWait(response.timings, waited), warnings: [...response.warnings, ...warnings] }
    } catch (error) {
      await spending?.fail(error)
      throw error
    } finally {
      release()
    }
  }
  return { id: reranker.id, ...facultiesOf(reranker), rerank }
}

function addWait(timings: Timings, waited: number): Timings {
  return { ...timings, queue: timings.queue + waited, total: timings.total + waited }
}
