import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { ServeConfig } from './config/serve-config.ts'
import { resolveServeSettings } from './config/settings.ts'
import { createApp } from './create-app.ts'
import { openModels } from './models/open-models.ts'
import { createLog } from './observe/log/create-log.ts'
import { logStart } from './observe/log/log-start.ts'
import { observeConnections } from './observe/observe-connections.ts'
import { startObservation } from './observe/start-observation.ts'

/** A server that listens. */
export interface RunningServer {
  /** Its address, such as `http://127.0.0.1:8787`. */
  readonly url: string
  /** Resolves when every model is loaded, or has failed to. */
  readonly ready: Promise<void>
  /** Finishes what is under way, within the time of the configuration's `drain`, and lets go of everything. */
  close(): Promise<void>
}

/**
 * Starts a rerank server.
 */
export async function serve(config: ServeConfig = {}): Promise<RunningServer> {
  const settings = resolveServeSettings(config)
  const log = createLog({ level: settings.logLevel })
  const opened = openModels(config)
  const ending = new AbortController()
  let draining = false
  const observation = await startObservation({ settings, models: opened.registry, log })
  const app = createApp({
    settings,
    models: opened.registry,
    ...observation,
    isDraining: () => draining,
    ending: ending.signal,
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve)
  }).catch(async (error) => {
    await observation.close()
    throw error
  })
  const { port } = server.address() as AddressInfo
  const url = `http://${settings.host}:${port}`
  observeConnections({ server: server as Server, observers: observation.observers })
  const { metricsUrl } = observation
  const keys = settings.apiKeys.length > 0
  void logStart({ log: log.log, url, metricsUrl, keys, models: opened.registry, loaded: opened.loaded })
  return {
    url,
    ready: opened.loaded,
    close: async () => {
      draining = true
      log.log.info('closing')
      await new Promise((resolve) => server.close(resolve))
      ending.abort()
      await opened.close()
      log.log.info('closed')
      await observation.close()
    },
  }
}
