import type { Document, RerankRequest, RerankResponse, RerankResult, ScoreScale, Warning } from '../reranker/index.ts'
import { sumUsage } from './sum-usage.ts'

/** Makes one answer of the stages' answers: cuts, counts, and adds up. */
export function finishCascade<D extends Document>({
  request,
  answers,
  current,
  last,
  order,
  time,
}: {
  request: RerankRequest<D>
  answers: readonly RerankResponse<D>[]
  /** The answer whose scores count, with `degraded` when the cascade ended early. */
  current: RerankResponse<D>
  /** Whether that is the last stage's: a threshold is a limit for its scores, and for no other's. */
  last: boolean
  /** All documents. */
  order: readonly RerankResult<D>[]
  /** Milliseconds since the request came. */
  time: number
}): RerankResponse<D> {
  const { threshold, topK, returnLogits } = request
  const scored = order.filter(({ score }) => score !== null).length
  const judge = (result: RerankResult<D>) =>
    threshold === undefined || !last ? null : onScale(result, threshold.scale, current.scale)
  // What a stage left unscored by choice is dropped; what is unscored because one failed stays.
  const kept = order.filter(
    (result) =>
      threshold === undefined || (judge(result) ?? (current.degraded ? Infinity : -Infinity)) >= threshold.value,
  )
  const unjudged = threshold === undefined ? [] : kept.filter((result) => judge(result) === null)
  const [first] = answers as [RerankResponse<D>]
  return {
    results: kept.slice(0, topK ?? kept.length).map((result, place) => finishResult(result, place + 1, returnLogits)),
    model: current.model,
    scale: current.scale,
    coverage: { candidates: order.length, scored },
    ...(current.degraded && { degraded: current.degraded }),
    usage: {
      ...sumUsage(answers.map(({ usage }) => usage)),
      truncated: order.filter(({ truncated }) => truncated).length,
      duplicates: first.usage.duplicates,
    },
    timings: {
      tokenize: answers.reduce((sum, { timings }) => sum + timings.tokenize, 0),
      queue: first.timings.queue,
      infer: answers.reduce((sum, { timings }) => sum + timings.infer, 0),
      total: time,
    },
    warnings: distinct([...answers.flatMap(({ warnings }) => warnings), ...keptUnjudged(unjudged)]),
  }
}

function finishResult<D extends Document>(
  { logit, ...result }: RerankResult<D>,
  rank: number,
  returnLogits: boolean | undefined,
): RerankResult<D> {
  return { ...result, rank, ...(returnLogits && logit !== undefined && { logit }) }
}

/** A result's score on the threshold's scale. */
function onScale<D extends Document>(
  { score, logit }: RerankResult<D>,
  scale: ScoreScale,
  shown: ScoreScale,
): number | null {
  if (scale === shown) return score
  return scale === 'logit' ? (logit ?? null) : null
}

function keptUnjudged<D extends Document>(unjudged: readonly RerankResult<D>[]): Warning[] {
  if (unjudged.length === 0) return []
  const indexes = unjudged.map(({ index }) => index).sort((a, b) => a - b)
  const message = 'A stage failed; what it did not score is kept whatever the threshold.'
  return [{ code: 'threshold_not_applied', message, indexes }]
}

function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()]
}
