import { availableParallelism } from 'node:os'
import type PQueue from 'p-queue'
import { fallback } from '../../compose/index.ts'
import type { Reranker } from '../../reranker/index.ts'
import { WorkAdmission } from '../admission/work-admission.ts'
import type { DegradeConfig, ModelConfig } from '../config/serve-config.ts'
import type { LoadingPart } from './loading-part.ts'
import { measureSpeed } from './measure-speed.ts'
import type { ModelFacts } from './model-facts.ts'
import type { ModelState, ServedModel } from './served-model.ts'

/** Calls that a service gets at once, where nobody says how many. */
const hostedConcurrency = 8

/** A served model over its parts: the one that is meant, and those that answer when it fails. */
export class OpenedModel implements ServedModel {
  readonly name: string
  readonly reranker: Reranker
  readonly admission: WorkAdmission
  readonly degrade: DegradeConfig
  readonly depth: number | undefined
  readonly parallelism: number
  readonly local: boolean
  readonly createdAt: number = Math.floor(Date.now() / 1000)
  readonly usable: Promise<void>
  readonly #parts: readonly LoadingPart[]
  readonly #inTurn: PQueue

  constructor({
    name,
    config,
    parts,
    workers,
    depth,
    inTurn,
  }: {
    name: string
    config: ModelConfig
    /** One or more. */
    parts: readonly LoadingPart[]
    /** Where the model names none. */
    workers: number | undefined
    depth: number | undefined
    /** Where models of a server are measured, one at a time. */
    inTurn: PQueue
  }) {
    const { queue = {} } = config
    const rerankers = parts.map(({ part }) => part.reranker)
    this.name = name
    this.#parts = parts
    this.#inTurn = inTurn
    this.reranker = rerankers.length === 1 ? (rerankers[0] as Reranker) : fallback(rerankers)
    this.local = parts[0]?.part.local ?? false
    this.parallelism = parallelismOf({ config, local: this.local, workers })
    const { parallelism } = this
    const bare = parts[0]?.part.bare
    this.admission = new WorkAdmission({
      limits: { requests: queue.requests ?? 256, tokens: queue.tokens ?? 4_000_000 },
      parallelism,
      measure: bare && (() => measureSpeed({ reranker: bare, parallelism })),
    })
    this.degrade = config.degrade ?? {}
    this.depth = config.depth ?? depth
    this.usable = parts[0]?.tried.then(() => this.calibrate()) ?? Promise.resolve()
  }

  get facts(): ModelFacts {
    const [own] = this.#parts
    return own?.facts ?? { id: own?.part.reranker.id ?? this.reranker.id }
  }

  /** Ready when all parts were tried and one of them can answer. */
  get state(): ModelState {
    const states = this.#parts.map(({ state }) => state)
    if (states.includes('loading')) return 'loading'
    return states.includes('ready') ? 'ready' : 'failed'
  }

  get failure(): string | undefined {
    return this.state === 'failed' ? this.#parts[0]?.failure : undefined
  }

  /** Measures how fast it is, where it is there and runs on this machine. */
  async calibrate(): Promise<void> {
    if (this.#parts[0]?.state === 'ready') await this.#inTurn.add(() => this.admission.calibrate())
  }
}

function parallelismOf({
  config,
  local,
  workers,
}: {
  config: ModelConfig
  local: boolean
  workers: number | undefined
}): number {
  if (local) return config.workers ?? workers ?? availableParallelism()
  return typeof config.model === 'string' ? (config.concurrency ?? hostedConcurrency) : availableParallelism()
}
