import { refusal } from './refusal.ts'

const keys = ['relevance_score', 'relevanceScore', 'score', 'logit'] as const

/** Names under which servers give scores. */
export type ScoreKey = (typeof keys)[number]

/**
 * Finds the key of the scores in a list. Several are refused unless they say the same: a `score` beside a
 * `relevance_score` may be that of the first stage.
 *
 * @throws SecondpassError `invalid_scores`.
 */
export function findScoreKey(items: readonly Readonly<Record<string, unknown>>[]): ScoreKey {
  const found = keys.filter((key) => items.some((item) => item[key] != null))
  const [first] = found
  if (first === undefined) throw refusal(`has no score under ${keys.join(', ')}`)
  const same = items.every((item) => found.every((key) => item[key] === item[first]))
  if (!same) throw refusal(`gives different scores under ${found.join(' and ')}`)
  return first
}
