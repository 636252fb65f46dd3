import { convertScore, type RerankResult } from '../../reranker/index.ts'

/** Below every score that a model gives, on the scale of 0 to 1 and on that of logits. */
const unscored = { unit: 0, raw: -10_000 } as const

/**
 * The number that clients read as a result's score: between 0 and 1 by the sigmoid of the logit, or the logit itself where
 * they asked for raw scores. A service's score is passed on as it is. Clients' types demand a number, so what has no score
 * gets one that lies below all others; answers say for which documents that is.
 */
export function wireScore(result: RerankResult, { raw }: { raw: boolean }): number {
  const { logit, score } = result
  if (score === null) return raw ? unscored.raw : unscored.unit
  if (logit === undefined || logit === null) return score
  return raw ? logit : (convertScore({ raw: logit, from: 'logit', to: 'sigmoid' }) as number)
}
