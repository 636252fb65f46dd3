import { apiKey } from './client-server.ts'
import { passages, query } from './passages.ts'

/** What every client can be asked to send. */
export interface ClientCall {
  readonly apiKey: string
  readonly model: string
  readonly query: string
  readonly documents: readonly string[]
  readonly topN?: number
  readonly headers?: Readonly<Record<string, string>>
}

export const goodCall: ClientCall = { apiKey, model: 'secondpass-en', query, documents: passages }

/** The statuses of which there are cases. */
export const failureStatuses = [400, 401, 404, 413, 422, 503, 504] as const

export type FailureStatus = (typeof failureStatuses)[number]

/**
 * Calls that a server of `startClientServer` refuses, by the status of the answer. For 504, `held` must hold; for 422, the
 * server must be strict.
 */
export const failureCases: Readonly<Record<FailureStatus, ClientCall>> = {
  400: { ...goodCall, query: ' ' },
  401: { ...goodCall, apiKey: 'not-the-key' },
  404: { ...goodCall, model: 'rerank-of-another-server' },
  413: { ...goodCall, documents: Array.from({ length: 51 }, (_, number) => `document ${number}`) },
  422: { ...goodCall, topN: 1.5 },
  503: { ...goodCall, model: 'down' },
  504: { ...goodCall, model: 'held', headers: { 'X-Request-Timeout-Ms': '300' } },
}
