import { Registry } from 'prom-client'
import type { ConnectionProblem } from '../../http/answer-bad-connection.ts'
import type { ModelRegistry } from '../../models/model-registry.ts'
import type { HttpRecord } from '../http-record.ts'
import type { Observer } from '../observer.ts'
import type { RequestRecord } from '../request-record.ts'
import { countRequest } from './count-request.ts'
import { findReason, rejectionReasons } from './find-reason.ts'
import { addModelGauges } from './model-gauges.ts'
import { processMetrics } from './process-metrics.ts'
import { RequestMetrics } from './request-metrics.ts'

/** The numbers of one server, for Prometheus. */
export class ServerMetrics implements Observer {
  readonly contentType: string = Registry.PROMETHEUS_CONTENT_TYPE
  readonly #registry = new Registry()
  readonly #requests: RequestMetrics

  constructor({ models }: { models: ModelRegistry }) {
    this.#requests = new RequestMetrics(this.#registry)
    addModelGauges({ registry: this.#registry, models })
    this.#startAtZero(models)
  }

  requestEnded(record: RequestRecord): void {
    countRequest({ metrics: this.#requests, record })
  }

  httpEnded(record: HttpRecord): void {
    this.#requests.responses.inc({ status: String(record.status) })
    const reason = findReason(record)
    if (reason !== undefined) this.#requests.rejections.inc({ reason })
  }

  connectionRefused(problem: ConnectionProblem): void {
    this.#requests.rejections.inc({ reason: problem })
  }

  /** All metrics, in Prometheus' text format. */
  async scrape(): Promise<string> {
    const parts = await Promise.all([this.#registry.metrics(), processMetrics().metrics()])
    return parts.join('')
  }

  /** A counter that is not there before its first event has no rate of it. */
  #startAtZero(models: ModelRegistry): void {
    const { rejections, pairs, tokens, truncated, invalidScores } = this.#requests
    for (const reason of rejectionReasons) rejections.inc({ reason }, 0)
    for (const { name: model } of models.all) {
      for (const counter of [pairs, tokens, truncated, invalidScores]) counter.inc({ model }, 0)
    }
  }
}
