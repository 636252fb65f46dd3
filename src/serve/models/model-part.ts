import { type CacheStore, cached, type Ledger, limited } from '../../compose/index.ts'
import { createReranker } from '../../create-reranker.ts'
import { CrossEncoder } from '../../cross-encoder/index.ts'
import type { ModelReranker } from '../../model-reranker.ts'
import { type Reranker, SecondpassError } from '../../reranker/index.ts'
import type { RerankerOptions } from '../../reranker-options.ts'
import { resolveModelName } from '../../resolve-model-name.ts'
import type { ModelConfig } from '../config/serve-config.ts'
import type { ModelFacts } from './model-facts.ts'

/** What the models of a server have in common. */
export interface SharedParts {
  readonly store: CacheStore | undefined
  readonly cache: { readonly ttl?: number | undefined } | undefined
  readonly ledger: Ledger | undefined
  readonly workers: number | undefined
}

/** One reranker behind a served model: the first, or one to fall back on. */
export interface ModelPart {
  /** With its cache and its budget. */
  readonly reranker: Reranker
  readonly local: boolean
  /** The model without its cache, where it runs on this machine: for measuring how fast it is. */
  readonly bare?: Reranker | undefined
  /** @throws SecondpassError for what keeps the model away. */
  load(): Promise<ModelFacts>
  close(): Promise<void>
}

/**
 * Opens a reranker by its configuration. A model whose files are wrong is a part that cannot be loaded.
 *
 * @throws SecondpassError `model_not_found` for a name that means nothing; `invalid_request` for options that do not fit.
 */
export function openPart({
  config,
  shared,
  onProgress,
}: {
  config: ModelConfig
  shared: SharedParts
  onProgress: RerankerOptions['onProgress']
}): ModelPart {
  const { model, fallback: _f, cache, budget, depth: _d, queue: _q, degrade: _g, ...options } = config
  if (typeof model === 'object') {
    const reranker = withCache({ reranker: withBudget({ reranker: model, budget, shared }), cache, shared })
    return { reranker, local: false, load: async () => ({ id: model.id }), close: async () => {} }
  }
  const local = !('service' in resolveModelName(model))
  const made = makeReranker({
    model,
    options: local ? { ...options, workers: options.workers ?? shared.workers, onProgress } : options,
  })
  const paid = local ? made : withBudget({ reranker: made, budget, shared })
  return {
    reranker: withCache({ reranker: paid, cache, shared }),
    local,
    bare: local ? made : undefined,
    load: async () => {
      await made.load()
      return made instanceof CrossEncoder ? await made.describe() : { id: made.id }
    },
    close: async () => await made.close(),
  }
}

function makeReranker({ model, options }: { model: string; options: object }): ModelReranker {
  try {
    return createReranker(model, options)
  } catch (error) {
    if (!SecondpassError.isInstance(error) || error.code !== 'invalid_model') throw error
    const fail = async (): Promise<never> => {
      throw error
    }
    return {
      id: model,
      rerank: fail,
      fingerprint: fail,
      load: fail,
      close: async () => {},
      [Symbol.asyncDispose]: async () => {},
    }
  }
}

/** The cache goes around the budget: what is known costs nothing. */
function withCache({
  reranker,
  cache,
  shared: { store, cache: settings },
}: {
  reranker: Reranker
  cache: boolean | undefined
  shared: SharedParts
}): Reranker {
  const wanted = cache ?? (settings !== undefined && reranker.fingerprint !== undefined)
  return wanted ? cached(reranker, { store, ttl: settings?.ttl }) : reranker
}

function withBudget({
  reranker,
  budget,
  shared: { ledger },
}: {
  reranker: Reranker
  budget: ModelConfig['budget']
  shared: SharedParts
}): Reranker {
  return budget === undefined && ledger === undefined ? reranker : limited(reranker, { budget, ledger })
}
