import type { Usage } from '../reranker/index.ts'

type UsageCounts = Omit<Usage, 'truncated' | 'duplicates'>
const optionalNames = ['requests', 'searchUnits', 'cost', 'cacheHits'] as const

/** Adds up what several answers took. Numbers that none of them has stay absent. */
export function sumUsage(usages: readonly UsageCounts[]): UsageCounts {
  const total: { -readonly [name in keyof UsageCounts]: UsageCounts[name] } = { pairs: 0, tokens: 0 }
  for (const usage of usages) {
    total.pairs += usage.pairs
    total.tokens += usage.tokens
    for (const name of optionalNames) {
      if (usage[name] !== undefined) total[name] = (total[name] ?? 0) + usage[name]
    }
  }
  return total
}
