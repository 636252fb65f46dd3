import type { Timings, Usage } from './rerank-response.ts'
import type { ScoringUsage } from './scorer.ts'
import type { Warning } from './warning.ts'

/** Adds up the cost and time of one request; its clock starts when it is made. */
export class UsageMeter {
  readonly #startedAt = performance.now()
  #pairs = 0
  #tokens = 0
  #tokenize = 0
  #infer = 0
  #firstPairAt: number | undefined
  #queryTruncated = false

  add(usage: ScoringUsage): void {
    this.#pairs += usage.pairs ?? 0
    this.#tokens += usage.tokens ?? 0
    this.#tokenize += usage.tokenize ?? 0
    this.#infer += usage.infer ?? 0
    this.#queryTruncated ||= usage.queryTruncated ?? false
    if (usage.startedAt !== undefined) this.#firstPairAt = Math.min(this.#firstPairAt ?? Infinity, usage.startedAt)
  }

  usage({ duplicates, truncated }: { duplicates: number; truncated: number }): Usage {
    return { pairs: this.#pairs, tokens: this.#tokens, truncated, duplicates }
  }

  timings(): Timings {
    const total = performance.now() - this.#startedAt
    const waited = (this.#firstPairAt ?? this.#startedAt) - this.#startedAt
    return { tokenize: this.#tokenize, queue: Math.max(0, waited), infer: this.#infer, total }
  }

  warnings(): Warning[] {
    if (!this.#queryTruncated) return []
    return [
      { code: 'query_truncated', message: 'The query is longer than half the token limit; its end was not read.' },
    ]
  }
}
