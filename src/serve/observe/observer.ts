import type { ConnectionProblem } from '../http/answer-bad-connection.ts'
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
