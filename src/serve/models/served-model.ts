import type { Reranker } from '../../reranker/index.ts'
import type { Admission } from '../admission/admission.ts'
import type { DegradeConfig } from '../config/serve-config.ts'
import type { ModelFacts } from './model-facts.ts'

/** Whether a model can answer. */
export type ModelState = 'loading' | 'ready' | 'failed'

/** A reranker under the name that clients use. */
export interface ServedModel {
  readonly name: string
  readonly reranker: Reranker
  readonly admission: Admission
  readonly degrade: DegradeConfig
  /** Candidates that are scored of a request that names no depth. */
  readonly depth: number | undefined
  /** Worker threads, or calls to a service, at work at once. */
  readonly parallelism: number
  /** Whether it runs on this machine. */
  readonly local: boolean
  /** When it was opened, in seconds since the epoch. */
  readonly createdAt: number
  /** Its model's id until it is loaded; then also revision, scale and token limit, where it runs on this machine. */
  readonly facts: ModelFacts
  /** Settles when it was loaded and it is known how fast it is, or when it cannot be loaded. What else it falls back on may still be loading. */
  readonly usable: Promise<void>
  readonly state: ModelState
  /** Why it cannot answer. */
  readonly failure?: string | undefined
}
