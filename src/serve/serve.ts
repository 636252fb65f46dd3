import { checkConfig } from './config/check-config.ts'
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
import type { ServedModel } from './models/served-model.ts'
import { createLog } from './observe/log/create-log.ts'
import { startObservation } from './observe/start-observation.ts'

/** A server that listens. */
export interface RunningServer {
  /** Its address, such as `http://127.0.0.1:8787`. */
  readonly url: string
  /** Whether clients must send a key. */
  readonly asksForKeys: boolean
  /** Its models, and whether each can answer by now. */
  readonly models: readonly Pick<ServedModel, 'name' | 'state' | 'failure' | 'facts'>[]
  /** Resolves when every model is loaded, or has failed to. */
  readonly ready: Promise<void>
  /** Finishes what is under way, within the time of the configuration's `drain`, and lets go of everything. */
  close(): Promise<void>
  /** Gives up what is under way, and lets go of everything; also where `close` is waiting. */
  closeNow(): Promise<void>
}

/**
 * Starts a rerank server. It listens when the promise resolves; its models are loaded in the background. Its keys are those of
 * the configuration and of the environment's `SECONDPASS_API_KEYS`.
 *
 * @throws SecondpassError `invalid_request` for what is wrong with the configuration, `model_not_found` for a model that does
 * not exist, `unavailable` when the port is taken.
 * @example
 * ```ts
 * import { serve } from 'secondpass/serve'
 *
 * const server = await serve({ port: 0, logLevel: 'silent' }) // Port 0: any that is free.
 * await server.ready
 *
 * const response = await fetch(`${server.url}/v2/rerank`, {
 *   method: 'POST',
 *   headers: { 'content-type': 'application/json' },
 *   body: JSON.stringify({
 *     model: 'secondpass-en',
 *     query: 'what causes tides',
 *     documents: ['A tide table lists times of high water.', 'The moon and the sun pull on the oceans.'],
 *     top_n: 1,
 *   }),
 * })
 * console.log(await response.json())
 * await server.close()
 * ```
 */
export async function serve(config: ServeConfig = {}): Promise<RunningServer> {
  const checked = checkConfig(config)
  const settings = resolveServeSettings(checked)
  const apiKeys = await readApiKeys(checked)
  const { log, flush } = createLog({ level: settings.logLevel })
  const opened = await openModels({ config: checked, log })
  const life = new ServerLife()
  const observation = await startObservation({ settings, models: opened.registry, log }).catch(async (error) => {
    await opened.close()
    flush()
    throw error
  })
  const { observers, metrics, metricsUrl } = observation
  const app = createApp({
    settings,
    apiKeys,
    models: opened.registry,
    observers,
    metrics,
    isDraining: () => life.isDraining,
    isRefusing: () => life.isRefusing,
    ending: life.ending,
  })
  const http = createHttpServer({ fetch: app.fetch, limits: settings.limits, onProblem: observation.onProblem })
  const url = await listen({ server: http.server, host: settings.host, port: settings.port }).catch(async (error) => {
    await Promise.all([opened.close(), observation.close()])
    flush()
    throw error
  })
  const names = opened.registry.all.map(({ name }) => name)
  log.info({ url, metricsUrl, keys: apiKeys.required, models: names }, 'listening')
  warnIfOpen({ host: settings.host, keys: apiKeys.required, warn: (message) => log.warn(message) })

  const end = async (): Promise<void> => {
    log.info('closing')
    await drainServer({ http, life, ...settings.drain })
    await opened.close()
    await observation.close()
    log.info('closed')
    flush()
  }
  let closed: Promise<void> | undefined
  const close = async (): Promise<void> => {
    closed ??= end()
    await closed
  }
  return {
    url,
    asksForKeys: apiKeys.required,
    models: opened.registry.all,
    ready: opened.loaded,
    close,
    closeNow: async () => {
      life.end()
      await close()
    },
  }
}
