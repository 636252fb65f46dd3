import { availableParallelism } from 'node:os'
import PQueue from 'p-queue'
import { SecondpassError } from '../../reranker/index.ts'
import { listModels } from '../config/list-models.ts'
import type { ModelConfig, ServeConfig } from '../config/serve-config.ts'
import { LoadingPart } from './loading-part.ts'
import { logDownload } from './log-download.ts'
import type { ModelLog } from './model-log.ts'
import { type ModelPart, openPart, type SharedParts } from './model-part.ts'
import { ModelRegistry } from './model-registry.ts'
import { openSharedParts } from './open-shared-parts.ts'
import { OpenedModel } from './opened-model.ts'

/** The models of a server, loading, and how to let go of them. */
export interface OpenedModels {
  readonly registry: ModelRegistry
  /** Settles when every model is ready or has failed, and it is known how fast those on this machine are. */
  readonly loaded: Promise<void>
  close(): Promise<void>
}

/**
 * Opens the models that a checked configuration names; loading goes on in the background.
 *
 * @throws SecondpassError `model_not_found`, `invalid_request`: what no waiting would mend.
 */
export async function openModels({ config, log }: { config: ServeConfig; log: ModelLog }): Promise<OpenedModels> {
  const { workers, depth } = config
  const models = listModels(config)
  const shared = await openSharedParts({ config, log })
  const opened = openParts({ models, shared, log })
  const parts = new Map([...opened].map(([name, part]) => [name, new LoadingPart({ name, part, log })]))
  const inTurn = new PQueue({ concurrency: 1 })
  const served = [...models].map(([name, model]) => {
    const own = [name, ...(model.fallback ?? [])].map((each) => parts.get(each) as LoadingPart)
    return new OpenedModel({ name, config: model, parts: own, workers, depth, inTurn })
  })
  tellOfThreads({ served, log })
  return {
    registry: new ModelRegistry({ models: served, aliases: config.aliases ?? {} }),
    loaded: Promise.all([...[...parts.values()].map(({ tried }) => tried), ...served.map(({ usable }) => usable)]).then(
      // Those that were there first were measured while others were loaded, and would seem slower than they are.
      async () => void (served.length > 1 && (await Promise.all(served.map((model) => model.calibrate())))),
    ),
    close: async () => {
      await Promise.all([...parts.values()].map((part) => part.close()))
      await Promise.all([shared.store?.close?.(), shared.ledger?.close?.()])
    },
  }
}

/** One part for each name, so that a model that others fall back on is in memory once. */
function openParts({
  models,
  shared,
  log,
}: {
  models: ReadonlyMap<string, ModelConfig>
  shared: SharedParts
  log: ModelLog
}): Map<string, ModelPart> {
  const wanted = new Map(models)
  for (const { fallback = [] } of models.values()) {
    for (const name of fallback) if (!wanted.has(name)) wanted.set(name, { model: name })
  }
  const parts = new Map<string, ModelPart>()
  for (const [name, config] of wanted) {
    try {
      parts.set(name, openPart({ config, shared, onProgress: logDownload({ model: name, log }) }))
    } catch (error) {
      if (!SecondpassError.isInstance(error)) throw error
      throw new SecondpassError({ code: error.code, message: `models.${name}: ${error.message}`, cause: error })
    }
  }
  return parts
}

/** Each model on this machine may use all cores, as it does when the others are idle. */
function tellOfThreads({ served, log }: { served: readonly OpenedModel[]; log: ModelLog }): void {
  const local = served.filter((model) => model.local)
  const threads = local.reduce((sum, { parallelism }) => sum + parallelism, 0)
  const cores = availableParallelism()
  if (local.length < 2 || threads <= cores) return
  const message = `${local.length} models on this machine share ${cores} cores with ${threads} threads, each with its model in memory; \`workers\` of a model gives it fewer`
  log.info({ threads, cores }, message)
}
