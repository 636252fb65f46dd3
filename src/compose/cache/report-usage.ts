import type { RerankResponse, ScoringTask } from '../../reranker/index.ts'

/** Warnings that the whole request's own answer makes. */
const own = ['query_truncated', 'threshold_not_applied']

/** Passes on what a reranker's answer took, and its warnings; the places that those name are not the request's. */
export function reportUsage({
  task,
  response: { usage, timings, warnings },
  startedAt,
}: {
  task: ScoringTask
  response: RerankResponse<string>
  /** When it was asked. */
  startedAt: number
}): void {
  const { truncated: _truncated, duplicates: _duplicates, ...counts } = usage
  const { tokenize, infer, queue } = timings
  task.onUsage({ ...counts, tokenize, infer, startedAt: startedAt + queue })
  for (const { indexes: _indexes, ...warning } of warnings) {
    if (!own.includes(warning.code)) task.onWarning(warning)
  }
}
