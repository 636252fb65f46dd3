import {
  type Document,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  type RerankResult,
  type ScoreScale,
  SecondpassError,
  type TextScore,
  type WorkOption,
  workOptionsOf,
} from '../reranker/index.ts'

/** What a reranker says of texts, in a scorer's terms. */
export interface AskedScores {
  readonly response: RerankResponse<string>
  readonly rawScale: ScoreScale
  /** One entry a text; holes where the reranker failed before. */
  readonly scores: readonly (TextScore | undefined)[]
}

/**
 * Asks a reranker for the scores of texts, as if it were a scorer: nothing is cut, and what was scored before a failure
 * comes with it where the request wants it.
 *
 * @throws SecondpassError what the reranker throws; `invalid_request` for one that leaves texts without a score by choice.
 */
export async function askReranker<D extends Document>({
  reranker,
  request,
  query,
  texts,
  deadline,
}: {
  reranker: Reranker
  /** The request that the texts are of. */
  request: Pick<RerankRequest<D>, 'threshold' | 'signal' | 'onError' | WorkOption>
  query: string
  texts: readonly string[]
  deadline: number | undefined
}): Promise<AskedScores> {
  const { threshold, signal, onError } = request
  const response = await reranker.rerank({
    query,
    documents: texts,
    deadline,
    signal,
    onError,
    ...workOptionsOf(request),
    returnLogits: true,
    // So low that nothing is dropped; the reranker refuses a scale that it does not have.
    ...(threshold && { threshold: { value: -Number.MAX_VALUE, scale: threshold.scale } }),
  })
  const scores: (TextScore | undefined)[] = new Array(texts.length).fill(undefined)
  const hasLogits = response.results.some(({ logit }) => typeof logit === 'number')
  const rawScale = hasLogits && ['logit', 'sigmoid'].includes(response.scale) ? 'logit' : response.scale
  for (const result of response.results) scores[result.index] = toTextScore(result, rawScale)
  if (response.degraded === undefined && scores.includes(undefined)) {
    throw new SecondpassError({
      code: 'invalid_request',
      message: `${reranker.id} leaves texts without a score by choice, so its scores cannot be kept. Put \`cached\` around its parts.`,
    })
  }
  return { response, rawScale, scores }
}

function toTextScore(
  { score, logit, truncated, passage, spans }: RerankResult<string>,
  rawScale: ScoreScale,
): TextScore | undefined {
  const raw = rawScale === 'logit' ? (logit ?? null) : score
  return raw === null ? undefined : { raw, truncated, ...(passage && { passage }), ...(spans && { spans }) }
}
