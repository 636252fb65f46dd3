import type { ErrorCode } from '../../reranker/index.ts'

/** A failure that may pass: worth another try. It never leaves the hub, see `toHubError`. */
export class TransientError extends Error {
  /** What it becomes when trying again did not help. */
  readonly code: ErrorCode
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number | undefined

  constructor({
    message,
    code = 'download_failed',
    retryAfter,
    cause,
  }: {
    message: string
    code?: ErrorCode
    retryAfter?: number | undefined
    cause?: unknown
  }) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryAfter = retryAfter
  }
}
