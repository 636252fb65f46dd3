import type { DegradedReason } from './rerank-response.ts'

/**
 * What went wrong. Stable, for programs:
 * - `invalid_request`: the call's own arguments; nothing was done.
 * - `model_not_found`, `invalid_model`: the model's name or its files.
 * - `offline`: a file of the model is not in the cache, and the network is not to be used.
 * - `unauthorized`: the hub or a hosted service asks for a key, or does not accept it; or for the acceptance of a licence.
 * - `download_failed`: the network, the hub's files, or the disk; nothing half-written is used, and the next try goes on.
 * - `closed`: the reranker was closed.
 * - the reasons of a degraded response: scoring failed, and the request's `onError` was `'fail'`.
 */
export type ErrorCode =
  | 'invalid_request'
  | 'model_not_found'
  | 'invalid_model'
  | 'offline'
  | 'unauthorized'
  | 'download_failed'
  | 'closed'
  | DegradedReason

const marker = Symbol.for('secondpass.error')

/** What is known of a failed call to a hosted service. Never holds keys, or text of a query or a document. */
export interface ServiceFailure {
  /** The service: `cohere`, `tei`, … */
  readonly service: string
  /** The HTTP status, where there was an answer. */
  readonly status?: number
  /** The service's own name for the call, to ask its makers about. */
  readonly requestId?: string
  /** Whether the same call may succeed later. */
  readonly retryable: boolean
  /** Milliseconds after which the service wants to be asked again. */
  readonly retryAfter?: number
  /** How often it was tried. */
  readonly attempts: number
}

/**
 * The one error class of this package.
 *
 * @example
 * ```ts
 * import { createReranker, SecondpassError } from 'secondpass'
 *
 * try {
 *   createReranker('no-such-model')
 * } catch (error) {
 *   if (SecondpassError.isInstance(error)) console.log(error.code) // model_not_found
 * }
 * ```
 */
export class SecondpassError extends Error {
  override readonly name = 'SecondpassError'
  /** What went wrong, for programs. */
  readonly code: ErrorCode

  /** Present when a hosted service was asked. */
  readonly service?: ServiceFailure

  constructor({
    code,
    message,
    cause,
    service,
  }: { code: ErrorCode; message: string; cause?: unknown; service?: ServiceFailure | undefined }) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    if (service !== undefined) this.service = service
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `value` is an error of this package, from whichever installed copy of it. */
  static isInstance(value: unknown): value is SecondpassError {
    return value instanceof Error && marker in value
  }
}
