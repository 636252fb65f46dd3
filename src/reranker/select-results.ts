import type { Document } from './document.ts'
import { orderCandidates } from './order-candidates.ts'
import type { CandidatePlan } from './plan-candidates.ts'
import { readId, readRetrievalScore } from './read-document.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { RerankResult } from './rerank-response.ts'
import { convertScore } from './score-scale.ts'
import type { Scorer, TextScore } from './scorer.ts'
import type { Warning } from './warning.ts'

/** Orders the documents, drops what is below the threshold, and cuts at `topK`. */
export function selectResults<D extends Document>({
  scorer,
  request,
  plan,
  scores,
  failed,
}: {
  scorer: Pick<Scorer, 'rawScale' | 'scale'>
  request: RerankRequest<D>
  plan: Pick<CandidatePlan, 'empty'>
  /** One entry a document. */
  scores: readonly (TextScore | undefined)[]
  /** Whether scoring failed; what is without a score for that reason is not dropped by the threshold. */
  failed: boolean
}): { results: RerankResult<D>[]; warnings: Warning[] } {
  const { threshold } = request
  const passes = (index: number): boolean => {
    if (threshold === undefined) return true
    const score = scores[index]
    if (score === undefined) return failed
    const value = convertScore({ raw: score.raw, from: scorer.rawScale, to: threshold.scale })
    return value !== undefined && value >= threshold.value
  }
  const kept = orderCandidates({ scores, empty: plan.empty, failed }).filter(passes)
  const results = kept
    .slice(0, request.topK ?? kept.length)
    .map((index, place) => toResult({ scorer, request, index, rank: place + 1, score: scores[index] }))
  const unjudged = threshold !== undefined && failed ? kept.filter((index) => scores[index] === undefined) : []
  const warnings: Warning[] =
    unjudged.length === 0
      ? []
      : [
          {
            code: 'threshold_not_applied',
            message:
              'Scoring failed before all candidates had a score; those without one are kept whatever the threshold.',
            indexes: unjudged.sort((a, b) => a - b),
          },
        ]
  return { results, warnings }
}

function toResult<D extends Document>({
  scorer,
  request,
  index,
  rank,
  score,
}: {
  scorer: Pick<Scorer, 'rawScale' | 'scale'>
  request: RerankRequest<D>
  index: number
  rank: number
  score: TextScore | undefined
}): RerankResult<D> {
  const document = request.documents[index] as D
  const id = readId(document)
  const retrievalScore = readRetrievalScore(document)
  const shown = score && convertScore({ raw: score.raw, from: scorer.rawScale, to: scorer.scale })
  return {
    document,
    ...(id !== undefined && { id }),
    index,
    rank,
    previousRank: index + 1,
    score: shown ?? null,
    ...(request.returnLogits && scorer.rawScale === 'logit' && { logit: score?.raw ?? null }),
    ...(retrievalScore !== undefined && { retrievalScore }),
    truncated: score?.truncated ?? false,
    ...(score?.passage && { passage: score.passage }),
    ...(score?.spans && { spans: score.spans }),
  }
}
