import {
  type Document,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  rerankWith,
  type Scorer,
} from '../reranker/index.ts'
import type { CrossEncoderOptions } from './cross-encoder-options.ts'
import { createCrossEncoderScorer } from './cross-encoder-scorer.ts'
import { readModelFolder } from './read-model-folder.ts'
import { resolveSettings } from './resolve-settings.ts'
import { ScoringPool } from './scoring-pool.ts'
import { spawnWorker } from './spawn-worker.ts'

/**
 * A cross-encoder on this machine. Worker threads read query and document together and give a score; the caller's thread
 * only hands out texts and collects numbers. Nothing is loaded before the first use, and an idle cross-encoder does not
 * keep the process alive.
 *
 * A pair's score depends on nothing but the pair: not on its neighbours, the number of workers, or other requests.
 *
 * @example
 * ```ts
 * import { createReranker } from 'secondpass'
 *
 * await using reranker = createReranker('secondpass-en', { workers: 1 })
 * await reranker.load() // optional: so that the first request does not wait for the model
 * const { results } = await reranker.rerank({
 *   query: 'what causes tides',
 *   documents: ['A tide table lists times of high water.', 'The moon and the sun pull on the oceans.'],
 * })
 * console.log(results.map(({ rank, score, document }) => ({ rank, score, document })))
 * ```
 */
export class CrossEncoder implements Reranker, AsyncDisposable {
  readonly id: string
  readonly #pool: ScoringPool
  readonly #scorer: Scorer

  /**
   * @param folder - A model folder: one with a `secondpass.json`, or in Hugging Face's layout.
   * @throws SecondpassError `model_not_found`, `invalid_model`, or `invalid_request` for bad options.
   */
  constructor(folder: string, options: CrossEncoderOptions = {}) {
    const model = readModelFolder(folder)
    const settings = resolveSettings(options, model)
    this.id = model.id
    this.#pool = new ScoringPool({ size: settings.workers, spawn: () => spawnWorker(model) })
    this.#scorer = createCrossEncoderScorer({ model, settings, pool: this.#pool })
  }

  async rerank<D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> {
    return await rerankWith(this.#scorer, request)
  }

  /** Starts all workers and loads the model, so that the first request does not wait. Calling it is optional. */
  async load(): Promise<void> {
    await this.#pool.load()
  }

  /** Fails requests under way with the code `closed` and releases threads and memory. May be called more than once. */
  async close(): Promise<void> {
    await this.#pool.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
