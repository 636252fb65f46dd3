import type { Reranker } from '../reranker/index.ts'
import { invalidOption, requireCount } from './invalid-option.ts'

/** One reranker of a `cascade`. */
export interface CascadeStage {
  readonly reranker: Reranker
  /** How many of its best go on to the next stage, an integer of 1 or more; not needed for the last one. */
  readonly keep?: number | undefined
}

/** A stage of which all is known. */
export interface KnownStage {
  readonly reranker: Reranker
  readonly keep: number
}

/** Refuses what is no cascade. */
export function readStages(stages: readonly CascadeStage[]): KnownStage[] {
  if (!Array.isArray(stages) || stages.length === 0) throw invalidOption('`cascade` needs one stage or more.')
  return stages.map(({ reranker, keep }: CascadeStage, place) => {
    requireCount({ name: 'keep', value: keep, from: 1 })
    if (keep === undefined && place < stages.length - 1) {
      throw invalidOption(`Stage ${place + 1} of a cascade says with \`keep\` how many go on to the next.`)
    }
    return { reranker, keep: keep ?? Number.POSITIVE_INFINITY }
  })
}
