import { availableParallelism } from 'node:os'
import { createReranker } from '../../create-reranker.ts'
import type { ModelReranker } from '../../model-reranker.ts'
import type { Reranker } from '../../reranker/index.ts'
import { resolveModelName } from '../../resolve-model-name.ts'
import { WorkAdmission } from '../admission/work-admission.ts'
import type { ModelConfig, ServeConfig } from '../config/serve-config.ts'
import { ModelRegistry } from './model-registry.ts'
import type { ModelState, ServedModel } from './served-model.ts'

/** The models of a server, loading, and how to let go of them. */
export interface OpenedModels {
  readonly registry: ModelRegistry
  /** Settles when every model is ready or has failed. */
  readonly loaded: Promise<void>
  close(): Promise<void>
}

/** Opens the models that a configuration names; loading goes on in the background. */
export function openModels(config: ServeConfig): OpenedModels {
  const entries = Object.entries(config.models ?? { 'secondpass-en': 'secondpass-en' })
  const opened = entries.map(([name, model]) => openModel(name, typeof model === 'string' ? { model } : model))
  return {
    registry: new ModelRegistry({ models: opened.map(({ served }) => served), aliases: config.aliases ?? {} }),
    loaded: Promise.all(opened.map(({ loaded }) => loaded)).then(() => {}),
    close: async () => {
      await Promise.all(opened.map(({ close }) => close()))
    },
  }
}

function openModel(name: string, config: ModelConfig) {
  const { model, fallback: _f, cache: _c, budget: _b, depth, queue = {}, degrade = {}, ...options } = config
  const made: ModelReranker | undefined = typeof model === 'string' ? createReranker(model, options) : undefined
  const reranker: Reranker = made ?? (model as Reranker)
  const served: { -readonly [Key in keyof ServedModel]: ServedModel[Key] } = {
    name,
    reranker,
    depth,
    degrade,
    parallelism: options.workers ?? options.concurrency ?? availableParallelism(),
    local: typeof model === 'string' && !('service' in resolveModelName(model)),
    admission: new WorkAdmission({ limits: { requests: queue.requests ?? 256, tokens: queue.tokens ?? 4_000_000 } }),
    createdAt: Math.floor(Date.now() / 1000),
    state: 'loading' as ModelState,
  }
  const loaded = (made?.load() ?? Promise.resolve()).then(
    () => {
      served.state = 'ready'
    },
    (error: Error) => {
      served.state = 'failed'
      served.failure = error.message
    },
  )
  return { served, loaded, close: async () => await made?.close() }
}
