import type { DegradedReason } from './rerank-response.ts'

/**
 * What went wrong. Stable, for programs:
 * - `invalid_request`: the call's own arguments; nothing was done.
 * - `model_not_found`, `invalid_model`: the model's name or its files.
 * - `closed`: the reranker was closed.
 * - the reasons of a degraded response: scoring failed, and the request's `onError` was `'fail'`.
 */
export type ErrorCode = 'invalid_request' | 'model_not_found' | 'invalid_model' | 'closed' | DegradedReason

const marker = Symbol.for('secondpass.error')

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

  constructor({ code, message, cause }: { code: ErrorCode; message: string; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `value` is an error of this package, from whichever installed copy of it. */
  static isInstance(value: unknown): value is SecondpassError {
    return value instanceof Error && marker in value
  }
}
