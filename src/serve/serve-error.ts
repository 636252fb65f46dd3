import { type ErrorCode, SecondpassError } from '../reranker/index.ts'

/** Why a request was turned away before any work; a closed list, for metrics. */
export type Rejection = 'queue_full' | 'tokens' | 'deadline' | 'too_large' | 'memory' | 'draining' | 'rate' | 'auth'

/** A failure with the HTTP status that it is answered with. */
export class ServeError extends SecondpassError {
  /** HTTP status. */
  readonly status: number
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number
  readonly rejection?: Rejection

  constructor({
    code,
    status,
    message,
    retryAfter,
    rejection,
    cause,
  }: {
    code: ErrorCode
    status: number
    message: string
    retryAfter?: number | undefined
    rejection?: Rejection | undefined
    cause?: unknown
  }) {
    super({ code, message, cause })
    this.status = status
    if (retryAfter !== undefined) this.retryAfter = retryAfter
    if (rejection !== undefined) this.rejection = rejection
  }
}
