import type { RerankResponse } from '../../reranker/index.ts'

/** All that a client should know of a response, in words. */
export function tellWarnings({
  warnings,
  usage,
  degraded,
}: Pick<RerankResponse, 'warnings' | 'usage' | 'degraded'>): string[] {
  const told = warnings.map(({ message, indexes }) =>
    indexes === undefined ? message : `${message} Documents: ${indexes.slice(0, 20).join(', ')}.`,
  )
  if (usage.truncated > 0)
    told.push(`${usage.truncated} documents were longer than what the model reads, and were cut.`)
  if (degraded) told.push(`degraded: ${degraded.reason}. ${degraded.message}`)
  return told
}
