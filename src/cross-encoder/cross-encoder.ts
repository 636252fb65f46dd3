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
import type { ModelDescription } from './model-description.ts'
import { readModelFolder } from './read-model-folder.ts'
import { resolveSettings } from './resolve-settings.ts'
import { ScoringPool } from './scoring-pool.ts'
import { spawnWorker } from './spawn-worker.ts'

/** A model whose folder is not there yet, and is fetched on first use. */
export interface RemoteModel {
  /** What the reranker is called. */
  readonly id: string
  /** The revision that was fetched, once it is known. */
  readonly fetch: () => Promise<{ folder: string; revision: string }>
}

/** A model ready for use: a scorer over a pool of workers. */
interface Engine {
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
  #engine: Promise<Engine> | undefined
  #closed = false

  /**
   * @param model - A model folder: one with a `secondpass.json`, or in Hugging Face's layout. Or a model to be fetched.
   * @throws SecondpassError `model_not_found`, `invalid_model`, or `invalid_request` for bad options; for a model to be
   * fetched, these come with the first use.
   */
  constructor(model: string | RemoteModel, options: CrossEncoderOptions = {}) {
    this.#options = options
    if (typeof model === 'string') {
      const description = readModelFolder(model, { dtype: options.dtype })
      this.id = description.id
      this.#engine = Promise.resolve(startEngine(description, options))
    } else {
      this.id = model.id
      this.#remote = model
    }
  }

  async rerank<D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> {
    if (this.#engine === undefined && request.documents?.length === 0)
      return await rerankWith(unknownScorer(this.id), request)
    const { scorer } = await this.#open()
    return await rerankWith(scorer, request)
  }

  /** Starts all workers and loads the model, so that the first request does not wait. Calling it is optional. */
  async load(): Promise<void> {
    const { pool } = await this.#open()
    await pool.load()
  }

  /** Fails requests under way with the code `closed` and releases threads and memory. May be called more than once. */
  async close(): Promise<void> {
    this.#closed = true
    const engine = await this.#engine?.catch(() => undefined)
    await engine?.pool.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #open(): Promise<Engine> {
    if (this.#engine !== undefined || this.#remote === undefined) return this.#engine as Promise<Engine>
    const opened = fetchModel(this.#remote, this.#options).then(async (description) => {
      const engine = startEngine(description, this.#options)
      if (this.#closed) await engine.pool.close()
      return engine
    })
    this.#engine = opened
    opened.catch(() => {
      if (this.#engine === opened) this.#engine = undefined // The next use tries again.
    })
    return opened
  }
}

async function fetchModel({ id, fetch }: RemoteModel, { dtype }: CrossEncoderOptions): Promise<ModelDescription> {
  const { folder, revision } = await fetch()
  return { ...readModelFolder(folder, { dtype, id }), revision }
}

function startEngine(model: ModelDescription, options: CrossEncoderOptions): Engine {
  const settings = resolveSettings(options, model)
  const check = new Int32Array(new SharedArrayBuffer(4))
  const spawn = () => spawnWorker({ model, check })
  const pool = new ScoringPool({ size: settings.workers, spawn })
  return { pool, scorer: createCrossEncoderScorer({ model, settings, pool }) }
}

/** Stands in for a model that nobody has fetched, to answer an empty list without fetching it. */
function unknownScorer(id: string): Scorer {
  return { model: { id }, rawScale: 'logit', scale: 'sigmoid', score: async () => {} }
}
