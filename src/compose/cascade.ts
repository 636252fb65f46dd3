import {
  type Document,
  type Estimate,
  planCandidates,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  workOptionsOf,
} from '../reranker/index.ts'
import { CascadeRun } from './cascade-run.ts'
import { type CascadeStage, type KnownStage, readStages } from './cascade-stage.ts'
import { sumEstimates } from './sum-estimates.ts'

/**
 * Rerankers one after the other, cheap ones first: each scores what the one before it kept, the first all candidates (the
 * first `depth`). The order is the last one's, then what only earlier ones scored, in their order.
 *
 * Scores are the last reranker's, and null for what it did not score: scores of different models do not compare. `model`,
 * `scale`, `coverage.scored` and `threshold` are about the last one too; usage is all together. `topK` and `threshold`
 * apply at the end. A reranker that fails ends the cascade: the call rejects, or with `onError: 'passthrough'` the order and
 * the scores are the last ones there are, with `degraded`. To give a stage a time limit of its own, wrap it in `limited`.
 *
 * @throws SecondpassError `invalid_request` without a stage, or when a `keep` is missing before the last stage.
 * @example
 * ```ts
 * import { cascade, createReranker } from 'secondpass'
 *
 * await using fast = createReranker('secondpass-en', { workers: 1, maxTokens: 64 })
 * await using strong = createReranker('secondpass-en', { workers: 1, maxTokens: 512 })
 * const reranker = cascade([{ reranker: fast, keep: 2 }, { reranker: strong }])
 *
 * const { results, usage } = await reranker.rerank({
 *   query: 'what causes tides',
 *   documents: ['Tide tables.', 'The moon and the sun pull on the oceans.', 'A recipe for soup.'],
 * })
 * console.log(results.map(({ document, score }) => ({ document, score })), usage.pairs) // 5 pairs
 * ```
 */
export function cascade(stages: readonly CascadeStage[]): Reranker {
  const known = readStages(stages)
  const id = `cascade(${known.map(({ reranker }) => reranker.id).join(', ')})`
  const estimates = known.every(({ reranker }) => reranker.estimate !== undefined)
  return {
    id,
    listwise: true,
    rerank: <D extends Document>(request: RerankRequest<D>): Promise<RerankResponse<D>> =>
      new CascadeRun({ stages: known, request }).answer(),
    ...(estimates && {
      estimate: <D extends Document>(request: RerankRequest<D>) => estimateStages(known, request),
    }),
  }
}

/** Which documents get far is not known before; the longest are assumed, so that it is enough for any. */
async function estimateStages<D extends Document>(
  stages: readonly KnownStage[],
  request: RerankRequest<D>,
): Promise<Estimate> {
  const [first, ...later] = stages as [KnownStage, ...KnownStage[]]
  const estimates = [await first.reranker.estimate?.(request)]
  const { texts } = planCandidates(request)
  const longest = [...texts].sort((a, b) => b.length - a.length)
  let kept = first.keep
  for (const { reranker, keep } of later) {
    const documents = longest.slice(0, kept)
    estimates.push(await reranker.estimate?.({ query: request.query, documents, ...workOptionsOf(request) }))
    kept = Math.min(kept, keep)
  }
  return sumEstimates(estimates.filter((estimate) => estimate !== undefined))
}
