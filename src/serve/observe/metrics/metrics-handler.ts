import type { Handler } from 'hono'
import type { ServerMetrics } from './server-metrics.ts'

/** Answers with the metrics of a server. */
export function createMetricsHandler(metrics: ServerMetrics): Handler {
  return async (c) => c.text(await metrics.scrape(), 200, { 'Content-Type': metrics.contentType })
}
