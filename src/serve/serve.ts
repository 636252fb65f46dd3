import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { pino } from 'pino'
import { checkConfig } from './config/check-config.ts'
import type { ServeConfig } from './config/serve-config.ts'
import { resolveServeSettings } from './config/settings.ts'
import { createApp } from './create-app.ts'
import { openModels } from './models/open-models.ts'
import type { ServedModel } from './models/served-model.ts'

/** A server that listens. */
export interface RunningServer {
  /** Its address, such as `http://127.0.0.1:8787`. */
  readonly url: string
  /** Resolves when every model is loaded, or has failed to. */
  readonly ready: Promise<void>
  /** Its models, and whether each can answer by now. */
  readonly models: readonly Pick<ServedModel, 'name' | 'state' | 'failure' | 'facts'>[]
  /** Finishes what is under way, within the time of the configuration's `drain`, and lets go of everything. */
  close(): Promise<void>
}

/**
 * Starts a rerank server. It listens when the promise resolves; its models are loaded in the background.
 *
 * @throws SecondpassError `invalid_request` for a configuration that is not right, and `model_not_found` for a model that does
 * not exist. What the operating system says of address and port comes as it is (`EADDRINUSE`).
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
  const log = pino({ level: checked.logLevel ?? 'info' })
  const opened = await openModels({ config: checked, log })
  const ending = new AbortController()
  let draining = false
  const app = createApp({
    settings,
    models: opened.registry,
    observers: [],
    isDraining: () => draining,
    ending: ending.signal,
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(settings.port, settings.host, resolve)
    })
  } catch (error) {
    await opened.close()
    throw error
  }
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${settings.host}:${port}`,
    ready: opened.loaded,
    models: opened.registry.all,
    close: async () => {
      draining = true
      await new Promise((resolve) => server.close(resolve))
      ending.abort()
      await opened.close()
    },
  }
}
