import type { Timings, Usage } from './rerank-response.ts'
import type { ScoringUsage } from './scorer.ts'
import type { Warning } from './warning.ts'

const optionalNames = ['requests', 'searchUnits', 'cost', 'cacheHits'] as const

/** Adds up the cost and time of one request; its clock starts when it is made. */
export class UsageMeter {
  /** On `performance.now()`'s clock. */
  readonly startedAt: number = performance.now()
  #pairs = 0
  #tokens = 0
  #tokenize = 0
  #infer = 0
  #firstPairAt: number | undefined
  #queryTruncated = false
  readonly #warnings = new Map<string, Warning>()
  /** Numbers that only some rerankers have; those without are absent from the answer. */
  readonly #optional: { requests?: number; searchUnits?: number; cost?: number; cacheHits?: number } = {}

  add(usage: ScoringUsage): void {
    this.#pairs += usage.pairs ?? 0
    this.#tokens += usage.tokens ?? 0
    this.#tokenize += usage.tokenize ?? 0
    this.#infer += usage.infer ?? 0
    this.#queryTruncated ||= usage.queryTruncated ?? false
    for (const name of optionalNames) {
      if (usage[name] !== undefined) this.#optional[name] = (this.#optional[name] ?? 0) + usage[name]
    }
    if (usage.startedAt !== undefined) this.#firstPairAt = Math.min(this.#firstPairAt ?? Infinity, usage.startedAt)
  }

  usage({ duplicates, truncated }: { duplicates: number; truncated: number }): Usage {
    return { pairs: this.#pairs, tokens: this.#tokens, truncated, duplicates, ...this.#optional }
  }

  timings(): Timings {
    const total = performance.now() - this.startedAt
    const waited = (this.#firstPairAt ?? this.startedAt) - this.startedAt
    return { tokenize: this.#tokenize, queue: Math.max(0, waited), infer: this.#infer, total }
  }

  /** Takes a warning of the scorer's; one of the same words is taken once. */
  warn(warning: Warning): void {
    this.#warnings.set(`${warning.code} ${warning.message}`, warning)
  }

  warnings(): Warning[] {
    const own = [...this.#warnings.values()]
    if (!this.#queryTruncated) return own
    const message = 'The query is longer than half the token limit; its end was not read.'
    return [{ code: 'query_truncated', message }, ...own]
  }
}
