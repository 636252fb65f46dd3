import { type CacheStore, memoryStore, openLedger, redisStore } from '../../compose/index.ts'
import { SecondpassError } from '../../reranker/index.ts'
import { invalidConfig } from '../config/invalid-config.ts'
import { listModels } from '../config/list-models.ts'
import type { ServeConfig } from '../config/serve-config.ts'
import type { ModelLog } from './model-log.ts'
import type { SharedParts } from './model-part.ts'

/**
 * Opens what models have in common: one store of scores, one ledger.
 *
 * @throws SecondpassError `invalid_request` where a package for Redis is missing. A Redis that does not answer is told of
 * in the log, and does not keep the server from starting.
 */
export async function openSharedParts({ config, log }: { config: ServeConfig; log: ModelLog }): Promise<SharedParts> {
  const { cache, ledger, workers } = config
  const wanted = cache !== undefined || [...listModels(config).values()].some((model) => model.cache)
  return {
    store: wanted ? await openStore({ cache, log }) : undefined,
    cache,
    ledger: ledger === undefined ? undefined : openLedger(ledger),
    workers,
  }
}

async function openStore({ cache = {}, log }: { cache: ServeConfig['cache']; log: ModelLog }): Promise<CacheStore> {
  if (cache.redis === undefined) return memoryStore({ maxEntries: cache.entries })
  const store = redisStore({ url: cache.redis })
  try {
    await store.get(['start'])
  } catch (error) {
    if (SecondpassError.isInstance(error)) throw invalidConfig({ place: 'cache.redis', problems: [error.message] })
    log.warn({ code: (error as { code?: unknown }).code }, 'Redis does not answer; scores are made anew until it does')
  }
  return store
}
