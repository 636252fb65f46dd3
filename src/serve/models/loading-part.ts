import { SecondpassError } from '../../reranker/index.ts'
import type { ModelFacts } from './model-facts.ts'
import type { ModelLog } from './model-log.ts'
import type { ModelPart } from './model-part.ts'
import type { ModelState } from './served-model.ts'

/** Milliseconds before a download that failed is tried again: at first, and at most. */
const pauses = { first: 30_000, longest: 600_000 } as const

/** A part that is being loaded, and what has come of it. */
export class LoadingPart {
  readonly name: string
  readonly part: ModelPart
  readonly #log: ModelLog
  #timer: NodeJS.Timeout | undefined
  #closed = false
  state: ModelState = 'loading'
  /** Present once it is loaded. */
  facts: ModelFacts | undefined
  failure: string | undefined
  /** Settles with the first try. A download that fails is tried again after that. */
  readonly tried: Promise<void>

  constructor({ name, part, log }: { name: string; part: ModelPart; log: ModelLog }) {
    this.name = name
    this.part = part
    this.#log = log
    this.tried = this.#load(pauses.first)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.part.close()
  }

  async #load(pause: number): Promise<void> {
    const startedAt = performance.now()
    try {
      this.facts = await this.part.load()
      this.state = 'ready'
      this.failure = undefined
      const milliseconds = Math.round(performance.now() - startedAt)
      this.#log.info({ model: this.name, ...this.facts, milliseconds }, `${this.name} is ready`)
    } catch (error) {
      if (this.#closed) return
      this.state = 'failed'
      this.failure = (error as Error).message
      this.#log.error({ model: this.name, err: error }, `${this.name} cannot be loaded: ${this.failure}`)
      if (SecondpassError.isInstance(error) && error.code === 'download_failed') this.#retryAfter(pause)
    }
  }

  #retryAfter(pause: number): void {
    this.#timer = setTimeout(() => void this.#load(Math.min(2 * pause, pauses.longest)), pause)
    this.#timer.unref()
  }
}
