import {
  type Document,
  type Estimate,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  rerankWith,
  type Scorer,
  validateRequest,
  type WorkOption,
} from '../reranker/index.ts'
import { estimateRequest } from './cost/estimate-request.ts'
import { findPrice } from './cost/find-price.ts'
import type { Price } from './cost/price.ts'
import { fingerprintTarget } from './fingerprint-target.ts'
import type { HostedOptions } from './hosted-options.ts'
import { createHostedScorer, type ServiceTarget } from './hosted-scorer.ts'
import type { Provider } from './provider.ts'
import { resolveTarget } from './resolve-target.ts'
import { lateTransport } from './transport/late-transport.ts'

/**
 * A model behind an API. Requests that are larger than the service takes are split and put together; failures that may
 * pass are tried again, within the deadline.
 *
 * @example
 * ```ts
 * import { createReranker } from 'secondpass'
 *
 * const reranker = createReranker('cohere:rerank-v4.0-pro', {
 *   apiKey: 'my-key',
 *   // In place of Cohere's: a fetch that answers as Cohere does.
 *   fetch: async () => Response.json({ results: [{ index: 1, relevance_score: 0.9 }, { index: 0, relevance_score: 0.1 }] }),
 * })
 * const { results } = await reranker.rerank({ query: 'what causes tides', documents: ['Tide tables.', 'The moon does.'] })
 * console.log(results[0]?.document)
 * ```
 */
export class HostedReranker implements Reranker, AsyncDisposable {
  readonly id: string
  readonly listwise: boolean
  readonly ignores: readonly WorkOption[]
  readonly #scorer: Scorer
  readonly #target: ServiceTarget
  readonly #price: Price | undefined

  /**
   * @throws SecondpassError `invalid_request` for bad options. Without a key, `load` and requests fail with `unauthorized`.
   */
  constructor({ provider, model, options = {} }: { provider: Provider; model: string; options?: HostedOptions }) {
    const { target, warnings } = resolveTarget({ provider, model, options })
    const price = findPrice({ provider, model: target.model, given: options.price })
    const scorer = createHostedScorer({ target, transport: lateTransport(options), price })
    this.id = scorer.model.id
    this.listwise = target.facts.listwise ?? false
    this.ignores = scorer.ignores ?? []
    this.#target = target
    this.#price = price
    this.#scorer = {
      ...scorer,
      score: async (task) => {
        for (const warning of warnings) task.onWarning(warning)
        await scorer.score(task)
      },
    }
  }

  async rerank<D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> {
    return await rerankWith(this.#scorer, request)
  }

  /** Tokens are estimated; search units and cost by the price table, or the `price` of the options. */
  estimate<D extends Document>(request: RerankRequest<D>): Estimate {
    validateRequest(request, this.#scorer)
    return estimateRequest({ target: this.#target, price: this.#price, request })
  }

  /** Service, address, model and settings. A service may change its model behind a name without a word. */
  fingerprint(): string {
    return fingerprintTarget(this.#target)
  }

  /** Looks for the key; nothing has to be loaded. */
  async load(): Promise<void> {
    void this.#target.apiKey
  }

  /** Nothing is held open between requests. */
  async close(): Promise<void> {}

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
