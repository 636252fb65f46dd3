import type { RequestRecord } from './request-record.ts'

/** Hears of every rerank request. */
export interface Observer {
  requestEnded(record: RequestRecord): void
}
