import type { DegradedReason, WarningCode } from '../../reranker/index.ts'
import type { Rejection, ServeError } from '../serve-error.ts'

/** How a request ended; a closed list, for metrics. */
export type Outcome = 'ok' | 'partial' | 'invalid' | 'overloaded' | 'deadline' | 'cancelled' | 'unavailable' | 'error'

/** What is told of a rerank request when it is over: to metrics, to the log, to a trace. Never holds text. */
export interface RequestRecord {
  readonly requestId: string
  /** Trace of which the request is a part, where it is of one. */
  readonly traceId?: string
  /** The dialect's name. */
  readonly dialect: string
  /** The name under which the model is served; absent where none was found. */
  readonly model?: string
  readonly status: number
  readonly outcome: Outcome
  readonly rejection?: Rejection
  readonly degraded?: DegradedReason
  /** Kinds of what the answer warned of, such as that another model answered: the only sign of a service that is down. */
  readonly warnings?: readonly WarningCode[]
  /** How models failed in whose place another one answered, in words, for the log. */
  readonly fellBack?: readonly string[]
  readonly documents: number
  readonly topK?: number
  readonly scored: number
  readonly pairs: number
  readonly tokens: number
  readonly truncated: number
  readonly cacheHits?: number
  readonly cost?: number
  /** Milliseconds. `tokenize` and `inference` add up over workers. */
  readonly stages: {
    readonly parse: number
    readonly queue: number
    readonly tokenize: number
    readonly inference: number
    readonly postprocess: number
  }
  /** Milliseconds from the first byte to the answer. */
  readonly duration: number
  /** Bytes of the body, as announced; absent for a body that came in chunks. */
  readonly bytes?: number
  /** The failure, with its cause, for the log. */
  readonly error?: ServeError
}
