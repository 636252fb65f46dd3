import type { RequestRecord } from '../request-record.ts'
import { findReason } from './find-reason.ts'
import type { RequestMetrics } from './request-metrics.ts'

const answered = new Set(['ok', 'partial'])
/** Outcomes of requests that a model worked on; the time of others says nothing of the model's. */
const takenOn = new Set(['ok', 'partial', 'deadline', 'unavailable', 'error'])
const noOrder = new Set<string | undefined>(['invalid_scores', 'constant_scores'])

/** Adds a rerank request to the metrics. */
export function countRequest({ metrics, record }: { metrics: RequestMetrics; record: RequestRecord }): void {
  const { model = '', dialect: route, outcome, status, degraded, stages } = record
  metrics.requests.inc({ model, route, outcome })
  metrics.responses.inc({ status: String(status) })
  const reason = findReason(record)
  if (reason !== undefined) metrics.rejections.inc({ reason })
  if (degraded !== undefined) metrics.degraded.inc({ model, reason: degraded })
  for (const code of record.warnings ?? []) metrics.warnings.inc({ model, code })
  if (noOrder.has(degraded) || noOrder.has(record.error?.code)) metrics.invalidScores.inc({ model })
  if (takenOn.has(outcome) && reason === undefined) {
    metrics.duration.observe({ model, route }, record.duration / 1000)
    metrics.documents.observe({ model }, record.documents)
  }
  if (!answered.has(outcome)) return
  for (const [stage, time] of Object.entries(stages)) metrics.stage.observe({ model, stage }, time / 1000)
  metrics.pairs.inc({ model }, record.pairs)
  metrics.tokens.inc({ model }, record.tokens)
  metrics.truncated.inc({ model }, record.truncated)
  if (record.cost !== undefined) metrics.cost.inc({ model }, record.cost)
  if (record.cacheHits === undefined) return
  metrics.cacheHits.inc({ model }, record.cacheHits)
  metrics.cacheMisses.inc({ model }, record.pairs)
}
