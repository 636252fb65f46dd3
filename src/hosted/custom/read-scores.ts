import type { WireScore } from '../provider.ts'
import { findList } from './find-list.ts'
import { findScoreKey, type ScoreKey } from './find-score-key.ts'
import { refusal } from './refusal.ts'

/** A shape of answers: the key of the list, `''` for a bare one, and that of the scores in it. */
export interface AnswerShape {
  readonly list: string
  readonly score: ScoreKey
}

/**
 * Reads the scores out of an answer of the given shape, or of one that has to be recognised. Scores go to documents by
 * `index` only: the order of an answer says nothing, as most servers sort. What can be read in two ways is refused.
 *
 * @throws SecondpassError `invalid_scores`.
 */
export function readScores(answer: unknown, shape?: AnswerShape): WireScore[] {
  const items = findList(answer, shape?.list).map((item) => {
    if (typeof item !== 'object' || item === null) throw refusal('holds a list of something else than objects')
    return item as Readonly<Record<string, unknown>>
  })
  const key = shape?.score ?? findScoreKey(items)
  return items.map((item) => {
    const { index, [key]: score } = item
    if (typeof index !== 'number') throw refusal('does not say by `index` which documents its scores belong to')
    if (typeof score !== 'number') throw refusal(`lacks the number \`${key}\``)
    return { index, score }
  })
}
