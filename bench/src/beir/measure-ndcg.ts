import type { Judgements } from './read-judgements.ts'
import type { Run } from './read-run.ts'

/**
 * Mean nDCG over all judged queries: linear gain, discount log2(place + 1), ideal order from all judged documents. Ties
 * by document id, descending, as in trec_eval. A query that the run lacks, or that has nothing relevant, counts as 0.
 */
export function measureNdcg({ judgements, run, depth }: { judgements: Judgements; run: Run; depth: number }): number {
  let sum = 0
  for (const [query, grades] of judgements) {
    const found = [...(run.get(query) ?? [])].sort(([one, a], [other, b]) => b - a || (one < other ? 1 : -1))
    const ideal = gain([...grades.values()].sort((a, b) => b - a).slice(0, depth))
    const own = gain(found.slice(0, depth).map(([document]) => grades.get(document) ?? 0))
    sum += ideal === 0 ? 0 : own / ideal
  }
  return sum / judgements.size
}

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, place) => sum + Math.max(0, grade) / Math.log2(place + 2), 0)
}
