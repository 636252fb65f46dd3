import { type Cause, type CutKind, countWrongScores } from './count-wrong-scores.ts'
import type { PeerModel } from './peer-models.ts'
import type { ReferencePair, ScoredPair } from './peer-tasks.ts'
import { type PeerName, peers } from './peers.ts'

const kinds: readonly CutKind[] = ['nothing', 'document', 'query']
const titles: Record<CutKind, string> = { nothing: 'nothing cut', document: 'document cut', query: 'query cut' }
const causeNames: Record<Cause, string> = {
  tokenization: 'tokens',
  'lost end': 'lost end',
  'other rule': 'other rule',
  computation: 'numbers',
  unknown: 'not known',
}

/** Rows of a Markdown table: how many scores of each program differ from the reference's, by what is cut, and why. */
export function formatWrongScores(
  measurements: ReadonlyMap<
    PeerModel,
    { readonly reference: readonly ReferencePair[]; readonly results: ReadonlyMap<PeerName, readonly ScoredPair[]> }
  >,
): string[][] {
  const header = ['model', 'program', ...kinds.map((kind) => `${titles[kind]}`)]
  const rows = [...measurements].flatMap(([{ label }, { reference, results }]) =>
    [...results].map(([name, own]) => [
      label,
      peers[name].label,
      ...kinds.map((kind) => cellOf({ kind, reference, results: own })),
    ]),
  )
  return [header, ...rows]
}

/** Such as `3 of 40, by up to 0.521 (2 other rule, 1 tokens)`. */
function cellOf(input: Parameters<typeof countWrongScores>[0]): string {
  const { pairs, wrong, largestDifference, otherIds, causes } = countWrongScores(input)
  if (pairs === 0) return 'no such pairs'
  // Ids matter even where this random model's score hardly changes.
  const others = otherIds > wrong ? `; ${otherIds} with other ids` : ''
  if (wrong === 0) return `0 of ${pairs}${others}`
  const named = (Object.keys(causes) as Cause[])
    .filter((cause) => causes[cause] > 0)
    .map((cause) => `${causes[cause]} ${causeNames[cause]}`)
  return `**${wrong}** of ${pairs}, by up to ${largestDifference.toFixed(3)} (${named.join(', ')})${others}`
}
