import type { ReferencePair, ScoredPair } from './peer-tasks.ts'

/** What of a pair the reference cuts: nothing, the document alone, or the query (and then mostly the document too). */
export type CutKind = 'nothing' | 'document' | 'query'

/** Why a score differs. */
export type Cause =
  /** The texts became other tokens than tokenizer.json says. */
  | 'tokenization'
  /** The tokens are right, but the cut took the end of the pair with it, and with that its last special token. */
  | 'lost end'
  /** The tokens are right and the pair is whole, but it was cut by another rule than the reference's. */
  | 'other rule'
  /** The model was given the right ids. */
  | 'computation'
  /** The program does not tell what it gave to the model. */
  | 'unknown'

/** How a program's scores of some pairs compare with the reference's. */
export interface WrongScores {
  readonly pairs: number
  readonly wrong: number
  readonly largestDifference: number
  /** Pairs of which the model read other ids, whether or not that changed the score by much. */
  readonly otherIds: number
  readonly causes: Readonly<Record<Cause, number>>
}

/** On the scale from 0 to 1. */
export const tolerance = 1e-3

/** Counts the wrong scores among pairs of which the reference cuts `kind`. Pairs without a score count as wrong. */
export function countWrongScores({
  kind,
  reference,
  results,
}: {
  kind: CutKind
  reference: readonly ReferencePair[]
  results: readonly ScoredPair[]
}): WrongScores {
  const causes = { tokenization: 0, 'lost end': 0, 'other rule': 0, computation: 0, unknown: 0 }
  let pairs = 0
  let largestDifference = 0
  let otherIds = 0
  for (const [index, expected] of reference.entries()) {
    if (cutKindOf(expected) !== kind) continue
    pairs++
    const result = results[index] as ScoredPair
    if (result.ids !== undefined && !areSame(result.ids, expected.ids)) otherIds++
    const difference = Math.abs((result.score ?? Number.NaN) - expected.score)
    largestDifference = Math.max(largestDifference, difference)
    // Written so that a score that is no number counts as wrong.
    if (!(difference <= tolerance)) causes[findCause(expected, result)]++
  }
  const wrong = Object.values(causes).reduce((sum, count) => sum + count, 0)
  return { pairs, wrong, largestDifference, otherIds, causes }
}

function cutKindOf({ queryTruncated, documentTruncated }: ReferencePair): CutKind {
  if (queryTruncated) return 'query'
  return documentTruncated ? 'document' : 'nothing'
}

function findCause(expected: ReferencePair, { ids, idsByRule }: ScoredPair): Cause {
  // Where nothing is cut, nothing but the tokens can be wrong.
  if (ids === undefined) return cutKindOf(expected) === 'nothing' ? 'tokenization' : 'unknown'
  if (areSame(ids, expected.ids)) return 'computation'
  if (!areSame(idsByRule ?? [], expected.ids)) return 'tokenization'
  return ids.at(-1) === expected.ids.at(-1) ? 'other rule' : 'lost end'
}

function areSame(first: readonly number[], second: readonly number[]): boolean {
  return first.length === second.length && first.every((id, index) => id === second[index])
}
