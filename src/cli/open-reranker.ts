import { fallback, type Ledger, limited } from '../compose/index.ts'
import { createReranker } from '../create-reranker.ts'
import type { ModelReranker } from '../model-reranker.ts'
import type { Reranker } from '../reranker/index.ts'
import { resolveModelName } from '../resolve-model-name.ts'
import { fetchModel } from './fetch-model.ts'
import { invalidInput } from './invalid-input.ts'
import { openLedger } from './open-ledger.ts'
import type { RerankOptions } from './rerank-options.ts'

/** A reranker that is ready for work, and how to let go of all that it holds. */
export interface OpenedReranker {
  readonly reranker: Reranker
  readonly close: () => Promise<void>
}

/** Makes the reranker that the options describe: a model, those to fall back on, and what may be spent. */
export async function openReranker({
  model = 'secondpass-en',
  options,
  signal,
}: {
  model: string | undefined
  options: RerankOptions
  signal: AbortSignal
}): Promise<OpenedReranker> {
  const { dtype, frozen, lockFile, fallback: others = [] } = options
  const names = [model, ...others]
  const ledger = findLedger(options)
  const mixed = new Set(names.map(isService)).size === 2
  // The address is one service's: another's key must not go there.
  const addressed = Math.max(0, names.findIndex(isService))
  const made = names.map((name, place) => {
    return makeReranker({ name, mixed, options: place === addressed ? options : { ...options, baseUrl: undefined } })
  })
  // Those to fall back on are fetched when they are needed.
  if (!options.estimate) await fetchModel({ model, dtype, frozen, lockFile, signal })
  const rerankers = made.map((reranker, place) =>
    withinBudget({ reranker, name: names[place] as string, options, ledger }),
  )
  return {
    reranker: rerankers.length === 1 ? (rerankers[0] as Reranker) : fallback(rerankers),
    close: async () => {
      await Promise.all(made.map((reranker) => reranker.close()))
      await ledger?.close?.()
    },
  }
}

/** Options that a model's kind does not have are left out, as long as another of the models has them. */
function makeReranker({
  name,
  mixed,
  options,
}: {
  name: string
  /** Whether there are both models on this machine and services. */
  mixed: boolean
  options: RerankOptions
}): ModelReranker {
  const { dtype, workers, maxTokens, longDocuments, maxChunks, frozen, lockFile, baseUrl } = options
  const local = { dtype, workers, maxTokens, longDocuments, maxChunks, frozen }
  const service = isService(name)
  // With one kind only, what it does not have is refused by name.
  return createReranker(name, {
    ...((!mixed || !service) && local),
    ...((!mixed || service) && { baseUrl }),
    ...(!service && { lockFile }),
  })
}

function isService(name: string): boolean {
  return 'service' in resolveModelName(name)
}

function findLedger({ budget, ledger }: RerankOptions): Ledger | undefined {
  // A variable that is set to nothing is not set.
  if (ledger) return openLedger({ place: ledger, mustExist: false })
  if (budget?.perHour !== undefined || budget?.perDay !== undefined) {
    throw invalidInput(
      'A budget for an hour or a day needs a ledger, for the next run to know what was spent: --ledger FILE, or the variable SECONDPASS_LEDGER.',
    )
  }
  return undefined
}

/** What runs on this machine costs nothing, and needs no till. */
function withinBudget({
  reranker,
  name,
  options: { budget },
  ledger,
}: {
  reranker: Reranker
  name: string
  options: RerankOptions
  ledger: Ledger | undefined
}): Reranker {
  return isService(name) && (budget ?? ledger) !== undefined ? limited(reranker, { budget, ledger }) : reranker
}
