import { type DegradedReason, degradedReasons, type ErrorCode, SecondpassError } from '../reranker/index.ts'

/** How one of several rerankers failed. */
export interface Failure {
  readonly id: string
  readonly code: ErrorCode
  readonly message: string
  readonly error: unknown
}

/** Describes what a reranker threw. Of errors that are not ours only the class is told: their words may hold anything. */
export function toFailure(id: string, error: unknown): Failure {
  if (SecondpassError.isInstance(error)) return { id, code: error.code, message: error.message, error }
  const kind = error instanceof Error ? error.name : typeof error
  return { id, code: 'unavailable', message: `It threw an error of its own (${kind}).`, error }
}

/** Whether a request's `onError: 'passthrough'` answers a failure of this code. */
export function isDegradedReason(code: ErrorCode): code is DegradedReason {
  return degradedReasons.some((reason) => reason === code)
}
