import { checkScores } from './check-scores.ts'
import type { Document } from './document.ts'
import { type CandidatePlan, planCandidates } from './plan-candidates.ts'
import type { RerankRequest } from './rerank-request.ts'
import { type DegradedReason, degradedReasons, type RerankResponse } from './rerank-response.ts'
import type { Scorer, TextScore } from './scorer.ts'
import { SecondpassError } from './secondpass-error.ts'
import { selectResults } from './select-results.ts'
import { UsageMeter } from './usage-meter.ts'
import { validateRequest } from './validate-request.ts'
import { warnOfIgnored } from './warn-of-ignored.ts'
import { withDeadline } from './with-deadline.ts'
import { workOptionsOf } from './work-options.ts'

/**
 * Answers a request with a scorer: validate → plan → score → check → order → cut. Every reranker that gives scores
 * itself is made with this, so that the rules of requests and responses are the same for all; so can one of your own.
 *
 * @throws {@link SecondpassError} `invalid_request`; the scorer's failures when the request's `onError` is `'fail'`.
 * @example
 * ```ts
 * import { type Reranker, rerankWith, type Scorer } from 'secondpass'
 *
 * // Scores a text by the number of the query's words that it has.
 * const scorer: Scorer = {
 *   model: { id: 'shared-words' },
 *   rawScale: 'provider',
 *   scale: 'provider',
 *   coarse: true,
 *   score: async ({ query, texts, onScore }) => {
 *     const words = query.split(' ')
 *     for (const [position, text] of texts.entries()) {
 *       onScore(position, { raw: words.filter((word) => text.includes(word)).length, truncated: false })
 *     }
 *   },
 * }
 * const reranker: Reranker = { id: 'shared-words', rerank: (request) => rerankWith(scorer, request) }
 * const { results } = await reranker.rerank({ query: 'red fox', documents: ['a fox', 'a red fox'] })
 * console.log(results[0]?.document)
 * ```
 */
export async function rerankWith<D extends Document>(
  scorer: Scorer,
  request: RerankRequest<D>,
): Promise<RerankResponse<D>> {
  const meter = new UsageMeter()
  validateRequest(request, scorer)
  const plan = planCandidates(request)
  const { ignores, model } = scorer
  for (const warning of warnOfIgnored({ id: model.id, ignores, options: request })) meter.warn(warning)
  const { scores, failure } = await collectScores({ scorer, request, plan, meter })
  if (failure !== undefined && request.onError !== 'passthrough') throw failure
  const scoreOf = spread({ plan, scores, documents: request.documents.length })
  const { results, warnings } = selectResults({ scorer, request, plan, scores: scoreOf, failed: failure !== undefined })
  return {
    results,
    model: scorer.model,
    scale: scorer.scale,
    coverage: { candidates: scoreOf.length, scored: scoreOf.filter((score) => score !== undefined).length },
    ...(failure && { degraded: { reason: failure.code, message: failure.message } }),
    usage: meter.usage({ duplicates: plan.duplicates, truncated: scoreOf.filter((score) => score?.truncated).length }),
    timings: meter.timings(),
    warnings: [...plan.warnings, ...meter.warnings(), ...warnings],
  }
}

interface Collected {
  /** One entry a text; holes where the work stopped before. */
  readonly scores: (TextScore | undefined)[]
  readonly failure?: Degradation
}

/** A failure of scoring, which a request's policy can answer; any other error is always thrown. */
type Degradation = SecondpassError & { readonly code: DegradedReason }

function isDegradation(error: unknown): error is Degradation {
  return SecondpassError.isInstance(error) && degradedReasons.some((reason) => reason === error.code)
}

/** Scores the plan's texts; a failure that the request's policy can answer comes back beside what was scored until then. */
async function collectScores<D extends Document>({
  scorer,
  request,
  plan,
  meter,
}: {
  scorer: Scorer
  request: RerankRequest<D>
  plan: CandidatePlan
  meter: UsageMeter
}): Promise<Collected> {
  const scores: (TextScore | undefined)[] = new Array(plan.texts.length).fill(undefined)
  if (scores.length === 0 && !request.signal?.aborted) return { scores } // Nothing to do is done in no time.
  let open = true
  try {
    await withDeadline({
      signal: request.signal,
      deadline: request.deadline,
      work: async (signal) => {
        await scorer.score({
          query: plan.query,
          texts: plan.texts,
          inOrder: request.deadline !== undefined,
          ...workOptionsOf(request),
          deadlineAt: request.deadline === undefined ? undefined : meter.startedAt + request.deadline,
          signal,
          onScore: (position, score) => {
            if (open) scores[position] = score
          },
          onWarning: (warning) => {
            if (open) meter.warn(warning)
          },
          onUsage: (usage) => {
            if (open) meter.add(usage)
          },
        })
      },
    })
    refuseMissing(scores)
    checkScores({ texts: plan.texts, scores, coarse: scorer.coarse })
    return { scores }
  } catch (error) {
    if (!isDegradation(error)) throw error
    return { scores: usable({ texts: plan.texts, scores, failure: error, coarse: scorer.coarse }), failure: error }
  } finally {
    open = false
  }
}

/** A scorer that says it is done has scored everything; what it left out would pass for a candidate beyond `depth`. */
function refuseMissing(scores: readonly (TextScore | undefined)[]): void {
  const missing = scores.filter((score) => score === undefined).length
  if (missing === 0) return
  const message = `The model left ${missing} of ${scores.length} texts without a score.`
  throw new SecondpassError({ code: 'invalid_scores', message })
}

/** What was scored before a failure counts, unless the scores themselves are the failure. */
function usable({
  texts,
  scores,
  failure,
  coarse,
}: {
  texts: readonly string[]
  scores: (TextScore | undefined)[]
  failure: SecondpassError
  coarse: boolean | undefined
}): (TextScore | undefined)[] {
  const none = scores.map(() => undefined)
  if (failure.code === 'invalid_scores' || failure.code === 'constant_scores') return none
  try {
    checkScores({ texts, scores, coarse })
    return scores
  } catch {
    return none
  }
}

/** From one entry a text to one entry a document. */
function spread({
  plan,
  scores,
  documents,
}: {
  plan: CandidatePlan
  scores: readonly (TextScore | undefined)[]
  documents: number
}): (TextScore | undefined)[] {
  const scoreOf: (TextScore | undefined)[] = new Array(documents).fill(undefined)
  for (const [position, owners] of plan.owners.entries()) {
    for (const index of owners) scoreOf[index] = scores[position]
  }
  return scoreOf
}
