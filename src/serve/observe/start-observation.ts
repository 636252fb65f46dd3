import type { Logger } from 'pino'
import type { ServeSettings } from '../config/settings.ts'
import type { ConnectionProblem } from '../http/answer-bad-connection.ts'
import type { ModelRegistry } from '../models/model-registry.ts'
import { RequestLog } from './log/request-log.ts'
import { listenMetrics } from './metrics/listen-metrics.ts'
import { ServerMetrics } from './metrics/server-metrics.ts'
import type { Observer } from './observer.ts'

/** What follows a server. */
export interface Observation {
  readonly observers: readonly Observer[]
  /** To be served on the server's own port; absent where they have one of theirs, or are off. */
  readonly metrics: ServerMetrics | undefined
  /** Address of the metrics' own port, where they have one. */
  readonly metricsUrl: string | undefined
  /** Hears of connections that were ended before there was a request to answer. */
  readonly onProblem: (problem: ConnectionProblem) => void
  /** Closes the metrics' own port. */
  close(): Promise<void>
}

/** Has requests logged and counted, and opens the port of the metrics where they have one. */
export async function startObservation({
  settings,
  models,
  log,
}: {
  settings: ServeSettings
  models: ModelRegistry
  log: Logger
}): Promise<Observation> {
  const { enabled, port } = settings.metrics
  const metrics = enabled ? new ServerMetrics({ models }) : undefined
  const own = metrics && port !== undefined ? await listenMetrics({ metrics, host: settings.host, port }) : undefined
  const observers: Observer[] = [new RequestLog({ log }), ...(metrics ? [metrics] : [])]
  return {
    observers,
    metrics: own === undefined ? metrics : undefined,
    metricsUrl: own?.url,
    onProblem: (problem) => {
      for (const observer of observers) observer.connectionRefused?.(problem)
    },
    close: async () => await own?.close(),
  }
}
