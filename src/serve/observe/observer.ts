import type { HttpRecord } from './http-record.ts'
import type { RequestRecord } from './request-record.ts'

/** Hears of what the server did. */
export interface Observer {
  /** A rerank request is over. */
  requestEnded(record: RequestRecord): void
  /** Any other exchange is over, and those that were refused before they became a rerank request. */
  httpEnded?(record: HttpRecord): void
  /** A connection was ended, or turned away, before there was a request to answer. */
  connectionRefused?(problem: ConnectionProblem): void
}

/**
 * What was wrong with a connection; a closed list, for metrics: a request that did not come in time, that is no HTTP, or
 * whose headers are too large; and more connections than are allowed.
 */
export type ConnectionProblem = 'slow_client' | 'malformed' | 'headers' | 'connections'
