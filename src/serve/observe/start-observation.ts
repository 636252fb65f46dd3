import type { Server } from 'node:http'
import type { Logger } from 'pino'
import type { ServeSettings } from '../config/settings.ts'
import type { ModelRegistry } from '../models/model-registry.ts'
import { logStart } from './log/log-start.ts'
import { RequestLog } from './log/request-log.ts'
import { listenMetrics } from './metrics/listen-metrics.ts'
import { ServerMetrics } from './metrics/server-metrics.ts'
import { observeConnections } from './observe-connections.ts'
import type { Observer } from './observer.ts'

/** What follows a server's requests, and says how the server itself is. */
export interface Observation {
  readonly observers: readonly Observer[]
  /** To be served on the server's own port; absent where they have one of theirs, or are off. */
  readonly metrics: ServerMetrics | undefined
  /** Says where the server listens, and what becomes of its models. */
  listening(options: { url: string; server: Server; keys: boolean; loaded: Promise<void> }): void
  /** Says that the server takes nothing more. */
  draining(): void
  /** Says that the server has ended, and lets go of everything. */
  close(): Promise<void>
}

/** Opens what follows requests, and the port of the metrics where they have one. */
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
  const observers = [new RequestLog({ log }), ...(metrics ? [metrics] : [])]
  return {
    observers,
    metrics: own === undefined ? metrics : undefined,
    listening: ({ url, server, keys, loaded }) => {
      observeConnections({ server, observers })
      const metricsUrl = own?.url ?? (metrics && `${url}/metrics`)
      void logStart({ log, url, metricsUrl, keys, models, loaded })
    },
    draining: () => log.info('draining'),
    close: async () => {
      await own?.close()
      log.info('closed')
    },
  }
}
