import type { Rejection } from '../serve-error.ts'

/** What is told of an exchange that was no rerank request, or was refused before it became one. */
export interface HttpRecord {
  readonly requestId: string
  readonly method: string
  /** The pattern of the route, such as `/v2/models/:model/ready`; empty where there is none. Never the path that was asked for. */
  readonly route: string
  readonly status: number
  readonly rejection?: Rejection
  /** Milliseconds. */
  readonly duration: number
  readonly traceId?: string
  /** What a handler threw. */
  readonly error?: Error
}
