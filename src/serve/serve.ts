import type { ServeConfig } from './config/serve-config.ts'
import { resolveServeSettings } from './config/settings.ts'
import { createApp } from './create-app.ts'
import { createHttpServer } from './http/create-http-server.ts'
import { drainServer } from './http/drain-server.ts'
import { listen } from './http/listen.ts'
import { readApiKeys } from './http/read-api-keys.ts'
import { ServerLife } from './http/server-life.ts'
import { warnIfOpen } from './http/warn-if-open.ts'
import { openModels } from './models/open-models.ts'

/** A server that listens. */
export interface RunningServer {
  /** Its address, such as `http://127.0.0.1:8787`. */
  readonly url: string
  /** Resolves when every model is loaded, or has failed to. */
  readonly ready: Promise<void>
  /** Finishes what is under way, within the time of the configuration's `drain`, and lets go of everything. */
  close(): Promise<void>
  /** Gives up what is under way, and lets go of everything; also where `close` is waiting. */
  closeNow(): Promise<void>
}

/**
 * Starts a rerank server. Its keys are those of the configuration and of the environment's `SECONDPASS_API_KEYS`.
 *
 * @throws SecondpassError `invalid_request` for what is wrong with the configuration, `unavailable` when the port is taken.
 */
export async function serve(config: ServeConfig = {}): Promise<RunningServer> {
  const settings = resolveServeSettings(config)
  const apiKeys = await readApiKeys(config)
  const opened = openModels(config)
  const life = new ServerLife()
  const app = createApp({
    settings,
    apiKeys,
    models: opened.registry,
    observers: [],
    isDraining: () => life.isDraining,
    isRefusing: () => life.isRefusing,
    ending: life.ending,
  })
  const http = createHttpServer({ fetch: app.fetch, limits: settings.limits })
  const url = await listen({ server: http.server, host: settings.host, port: settings.port }).catch(async (error) => {
    await opened.close()
    throw error
  })
  warnIfOpen({ host: settings.host, keys: apiKeys.required, warn: (message) => process.emitWarning(message) })

  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    closed ??= drainServer({ http, life, ...settings.drain }).then(opened.close)
    await closed
  }
  return {
    url,
    ready: opened.loaded,
    close,
    closeNow: async () => {
      life.end()
      await close()
    },
  }
}
