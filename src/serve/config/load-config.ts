import { checkConfig } from './check-config.ts'
import { findConfigFile } from './find-config-file.ts'
import { readConfigFile } from './read-config-file.ts'
import type { ServeConfig } from './serve-config.ts'

/** A configuration, and where it stood. */
export interface LoadedConfig {
  readonly config: ServeConfig
  /** Absent where there was none. */
  readonly file?: string
}

/**
 * Reads the configuration of a server from a file, and puts what an operator says over it.
 *
 * @param file - Default: `secondpass.config.{ts,mts,js,mjs,json}` of the working directory, where there is one.
 * @param over - Goes before the file's: models as a whole, `aliases`, `cache` and `metrics` key by key.
 * @throws SecondpassError `invalid_request`.
 */
export async function loadConfig({
  file = findConfigFile('.'),
  over = {},
}: {
  file?: string | undefined
  over?: ServeConfig
}): Promise<LoadedConfig> {
  if (file === undefined) return { config: checkConfig(over) }
  const found = await readConfigFile(file)
  return { config: checkConfig(mergeConfigs(found, over)), file }
}

function mergeConfigs(under: ServeConfig, over: ServeConfig): ServeConfig {
  return {
    ...under,
    ...withoutGaps(over),
    ...mergeKey('aliases', under, over),
    ...mergeKey('cache', withoutMemory(under, over), over),
    ...mergeKey('metrics', under, over),
  }
}

/** `entries` are of a store in memory, whose place a Redis takes. */
function withoutMemory(under: ServeConfig, over: ServeConfig): ServeConfig {
  if (over.cache?.redis === undefined || under.cache === undefined) return under
  const { entries: _, ...cache } = under.cache
  return { ...under, cache }
}

function mergeKey(key: 'aliases' | 'cache' | 'metrics', under: ServeConfig, over: ServeConfig): ServeConfig {
  if (under[key] === undefined && over[key] === undefined) return {}
  return { [key]: { ...under[key], ...withoutGaps(over[key] ?? {}) } }
}

/** A key that is there and undefined would hide what is under it. */
function withoutGaps<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T
}
