import {
  type Document,
  type Estimate,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  rerankWith,
  type Scorer,
  validateRequest,
} from '../reranker/index.ts'
import { closedError } from './closed-error.ts'
import type { CrossEncoderFacts } from './cross-encoder-facts.ts'
import type { CrossEncoderOptions, CrossEncoderSettings } from './cross-encoder-options.ts'
import { createCrossEncoderScorer } from './cross-encoder-scorer.ts'
import { estimatePairs } from './estimate-pairs.ts'
import { fingerprintModel } from './fingerprint-model.ts'
import { createLateScorer } from './late-scorer.ts'
import type { ModelDescription } from './model-description.ts'
import type { NamedModel, RemoteModel } from './model-source.ts'
import { readModelFolder } from './read-model-folder.ts'
import { resolveSettings } from './resolve-settings.ts'
import { ScoringPool } from './scoring-pool.ts'
import { spawnWorker } from './spawn-worker.ts'

/** A model ready for use: a scorer over a pool of workers. */
interface Engine {
  readonly model: ModelDescription
  readonly settings: CrossEncoderSettings
  readonly scorer: Scorer
  readonly pool: ScoringPool
}

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
  readonly #options: CrossEncoderOptions
  readonly #remote: RemoteModel | undefined
  readonly #scorer: Scorer
  readonly #closing = new AbortController()
  #engine: Promise<Engine> | undefined

  /**
   * @param model - A model folder: one with a `secondpass.json`, or in Hugging Face's layout. Or a model to be fetched.
   * @throws SecondpassError `model_not_found`, `invalid_model`, or `invalid_request` for bad options; of a model to be
   * fetched, what only its files can tell comes with the first use.
   */
  constructor(model: string | NamedModel | RemoteModel, options: CrossEncoderOptions = {}) {
    this.#options = options
    if (typeof model === 'object' && 'fetch' in model) {
      resolveSettings(options, { window: Number.MAX_SAFE_INTEGER, defaultMaxTokens: 8 }) // Refuses what suits no model.
      this.id = model.id
      this.#remote = model
      this.#scorer = createLateScorer({ id: model.id, open: async () => (await this.#open()).scorer })
    } else {
      const description = describeModel(model, options)
      const engine = startEngine(description, options)
      this.id = description.id
      this.#engine = Promise.resolve(engine)
      this.#scorer = engine.scorer
    }
  }

  async rerank<D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> {
    return await rerankWith(this.#scorer, request)
  }

  /** Costs nothing; tokens are estimated. A model that is to be fetched is not waited for. */
  async estimate<D extends Document>(request: RerankRequest<D>): Promise<Estimate> {
    const engine = this.#remote === undefined ? await this.#engine : undefined
    validateRequest(request, this.#scorer)
    return estimatePairs({ request, settings: engine?.settings })
  }

  /** Model, revision, number format, token limit, and how long documents are read. Fetches the model if need be. */
  async fingerprint(): Promise<string> {
    return await fingerprintModel(await this.#open())
  }

  /** What is known of the model. Fetches it if need be. */
  async describe(): Promise<CrossEncoderFacts> {
    const { model, settings } = await this.#open()
    const { id, revision, dtype, scale, window } = model
    return { id, ...(revision !== undefined && { revision }), dtype, scale, window, ...settings }
  }

  /**
   * Fetches the model where it is not there, starts all workers and loads it, so that the first request does not wait.
   * Calling it is optional.
   */
  async load(): Promise<void> {
    const { pool } = await this.#open()
    await pool.load()
  }

  /**
   * Fails requests under way with the code `closed`, ends a download, and releases threads and memory. May be called more
   * than once.
   */
  async close(): Promise<void> {
    this.#closing.abort()
    const engine = await this.#engine?.catch(() => undefined)
    await engine?.pool.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  /** One fetch serves all who wait for the model, and goes on when one of them waits no longer. */
  #open(): Promise<Engine> {
    if (this.#engine !== undefined) return this.#engine
    const opened = this.#fetchAndStart(this.#remote as RemoteModel)
    this.#engine = opened
    opened.catch(() => {
      if (this.#engine === opened) this.#engine = undefined // The next use tries again.
    })
    return opened
  }

  async #fetchAndStart({ id, fetch }: RemoteModel): Promise<Engine> {
    const { signal } = this.#closing
    try {
      if (signal.aborted) throw closedError()
      const { folder, revision } = await fetch(signal)
      if (signal.aborted) throw closedError()
      return startEngine(describeModel({ id, folder, revision }, this.#options), this.#options)
    } catch (error) {
      throw signal.aborted ? closedError() : error
    }
  }
}

function describeModel(model: string | NamedModel, { dtype }: CrossEncoderOptions): ModelDescription {
  if (typeof model === 'string') return readModelFolder(model, { dtype })
  const { id, folder, revision } = model
  return { ...readModelFolder(folder, { dtype, id }), revision }
}

function startEngine(model: ModelDescription, options: CrossEncoderOptions): Engine {
  const settings = resolveSettings(options, model)
  const pool = new ScoringPool({ size: settings.workers, spawn: () => spawnWorker(model) })
  return { model, settings, pool, scorer: createCrossEncoderScorer({ model, settings, pool }) }
}
