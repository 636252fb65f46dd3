/**
 * What a score's numbers mean.
 * - `logit`: the model's raw output, unbounded; order is what counts.
 * - `sigmoid`: 1 / (1 + e^−logit), in 0–1. Not a probability of relevance.
 * - `calibrated`: a probability, as far as its calibration data hold.
 * - `provider`: whatever the hosted service defines.
 */
export type ScoreScale = 'logit' | 'sigmoid' | 'calibrated' | 'provider'

/** The logistic function, 1 / (1 + e^−x), without overflow at either end. */
export function sigmoid(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit))
  const exponential = Math.exp(logit)
  return exponential / (1 + exponential)
}

/** Carries a raw score over to another scale; undefined when there is no way. */
export function convertScore({ raw, from, to }: { raw: number; from: ScoreScale; to: ScoreScale }): number | undefined {
  if (from === to) return raw
  if (from === 'logit' && to === 'sigmoid') return sigmoid(raw)
  return undefined
}
