import type { ErrorCode } from '../reranker/index.ts'
import type { ModelDescription } from './model-description.ts'
import type { NativeGate } from './native-gate.ts'
import type { ScoringUnit, UnitResult } from './scoring-task.ts'

/** What a worker starts with. */
export interface WorkerStart {
  readonly model: ModelDescription
  readonly gate: NativeGate
  /**
   * Whether it scores the model's self-check pairs before it says that it is ready: false, never; else until one has passed.
   * Not 0 in its only element: a worker's self-check has passed, which serves all: they read the same files on the same
   * processor. Until then every worker checks, since one that did not could answer while another finds the model wrong.
   * Shared memory.
   */
  readonly check: false | Int32Array
}

/** What a worker is told. */
export type WorkerRequest =
  | {
      readonly kind: 'unit'
      readonly ticket: number
      readonly unit: ScoringUnit
      /** Not 0 in its only element: the job was cancelled, and the unit is to be left undone. Shared memory. */
      readonly cancelled: Int32Array
    }
  | { readonly kind: 'close' }

/** What a worker tells. */
export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'load-failed'; readonly code: ErrorCode; readonly message: string; readonly detail: string }
  /** `startedAt`: milliseconds since the epoch, the one clock that threads share. */
  | { readonly kind: 'done'; readonly ticket: number; readonly startedAt: number; readonly result: UnitResult }
  | { readonly kind: 'skipped'; readonly ticket: number }
  | {
      readonly kind: 'failed'
      readonly ticket: number
      readonly code: ErrorCode
      readonly message: string
      readonly detail: string
    }
