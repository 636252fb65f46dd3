import type { Reranker } from '../reranker/index.ts'
import { invalidOption, requireNumber } from './invalid-option.ts'

/** One of the rerankers of a `fallback`, with how long it may take. */
export interface FallbackEntry {
  readonly reranker: Reranker
  /** Milliseconds. Default: an equal share of what is left of the request's deadline. */
  readonly timeout?: number | undefined
}

/** Brings rerankers and entries into one form. */
export function readEntries(rerankers: readonly (Reranker | FallbackEntry)[]): FallbackEntry[] {
  if (!Array.isArray(rerankers) || rerankers.length === 0) throw invalidOption('`fallback` needs one reranker or more.')
  return rerankers.map((one: Reranker | FallbackEntry) => {
    const entry = 'reranker' in one ? one : { reranker: one }
    requireNumber({ name: 'timeout', value: entry.timeout, above: true })
    return entry
  })
}
