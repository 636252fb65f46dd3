import type { RequestTimer } from './request-timer.ts'

/** Values that handlers find on a request's context. */
export interface RequestVariables {
  requestId: string
  /** Trace of which the request is a part. */
  traceId?: string
  /** Follows a rerank request; absent for others. */
  timer?: RequestTimer
}
