import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { createMetricsHandler } from './metrics-handler.ts'
import type { ServerMetrics } from './server-metrics.ts'

/** A second port that has the metrics and nothing else, so that they are not where clients are. */
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
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
