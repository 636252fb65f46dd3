import type { Hono } from 'hono'
import type { AppEnvironment } from '../../app-environment.ts'
import type { ServeConfig } from '../../config/serve-config.ts'
import { resolveServeSettings } from '../../config/settings.ts'
import { createApp } from '../../create-app.ts'
import { ApiKeys } from '../../http/api-keys.ts'
import { ServerLife } from '../../http/server-life.ts'
import { openModels } from '../../models/open-models.ts'
import { createLog } from '../log/create-log.ts'
import { startObservation } from '../start-observation.ts'

/** A server's routes without a port, and all that it logs. */
export interface ObservedApp {
  readonly app: Hono<AppEnvironment>
  /** Lines of the log, read. */
  lines(): Record<string, unknown>[]
  /** The log as it was written. */
  text(): string
  /** Forgets what was logged. */
  clear(): void
  /** Rerank in Cohere's dialect. */
  rerank(body: unknown, init?: RequestInit): Promise<Response>
  /** Has the server take on nothing more. */
  refuse(): void
  close(): Promise<void>
}

/** Opens the routes of a server whose models are loaded. */
export async function openObservedApp(config: ServeConfig): Promise<ObservedApp> {
  const written: string[] = []
  const settings = resolveServeSettings(config)
  const destination = { write: (line: string) => written.push(line) }
  const { log } = createLog({ level: settings.logLevel, destination })
  const opened = await openModels({ config, log: { info: () => {}, warn: () => {}, error: () => {} } })
  const observation = await startObservation({ settings, models: opened.registry, log })
  const life = new ServerLife()
  const app = createApp({
    settings,
    apiKeys: new ApiKeys(config.apiKeys ?? []),
    models: opened.registry,
    ...observation,
    isDraining: () => life.isDraining,
    isRefusing: () => life.isRefusing,
    ending: life.ending,
  })
  await opened.loaded
  return {
    app,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    clear: () => {
      written.length = 0
    },
    rerank: async (body, init) =>
      await app.request('/v2/rerank', {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
        headers: { 'content-type': 'application/json', ...init?.headers },
      }),
    refuse: () => life.refuse(),
    close: async () => {
      await observation.close()
      await opened.close()
    },
  }
}
