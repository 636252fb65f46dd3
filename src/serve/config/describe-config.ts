import { listModels } from './list-models.ts'
import type { ServeConfig } from './serve-config.ts'
import { resolveServeSettings } from './settings.ts'

/** All that holds with a configuration, defaults included and secrets left out, as plain data for people to read. */
export function describeConfig(
  config: ServeConfig,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, unknown>> {
  const { apiKeys = [], apiKeysFile, workers, depth, aliases = {}, cache, ledger, logLevel = 'info' } = config
  const models = [...listModels(config)].map(([name, { model, ...options }]) => [
    name,
    { model: typeof model === 'string' ? model : `a reranker of its own: ${model.id}`, ...withoutSecrets(options) },
  ])
  return {
    ...resolveServeSettings(config),
    models: Object.fromEntries(models),
    workers,
    depth,
    aliases,
    apiKeys: `${apiKeys.length} of the configuration${environment['SECONDPASS_API_KEYS'] ? ', and those of SECONDPASS_API_KEYS' : ''}`,
    apiKeysFile,
    cache: cache && { ...cache, redis: withoutPassword(cache.redis) },
    ledger: withoutPassword(ledger),
    logLevel,
  }
}

/** Headers and settings of a service are anybody's words, so only their names are shown. */
function withoutSecrets(options: object): Record<string, unknown> {
  const shown = Object.entries(options).map(([name, value]) => {
    if (name === 'headers' || name === 'settings') return [name, hideValues(value)]
    if (name === 'baseUrl') return [name, withoutPassword(value)]
    return [name, name === 'apiKey' || name === 'fetch' ? 'set' : value]
  })
  return Object.fromEntries(shown)
}

function hideValues(value: object): Record<string, 'set'> {
  return Object.fromEntries(Object.keys(value).map((key) => [key, 'set']))
}

function withoutPassword(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return address
  const url = new URL(address)
  if (url.password !== '') url.password = 'set'
  for (const name of new Set(url.searchParams.keys())) url.searchParams.set(name, 'set') // Such as a key.
  return url.href
}
