import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { listen } from '../../http/listen.ts'
import { createMetricsHandler } from './metrics-handler.ts'
import type { ServerMetrics } from './server-metrics.ts'

/**
 * A second port that has the metrics and nothing else, so that they are not where clients are.
 *
 * @throws SecondpassError `unavailable` when the port is taken.
 */
export async function listenMetrics({
  metrics,
  host,
  port,
}: {
  metrics: ServerMetrics
  host: string
  port: number
}): Promise<{ readonly url: string; close(): Promise<void> }> {
  const app = new Hono().get('/metrics', createMetricsHandler(metrics))
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }))
  const url = await listen({ server, host, port })
  return {
    url: `${url}/metrics`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
