import { invalidModel } from '../invalid-model.ts'
import { pairKey } from './byte-pair.ts'

/** Reads the merges of BPE, `["a", "b"]` or as older files have them, `"a b"`, in order of their rank. */
export function readMerges({
  value,
  vocab,
  prefixLength,
}: {
  value: unknown
  vocab: ReadonlyMap<string, number>
  /** How much of the right token is lost in the merge: the prefix of tokens that continue a word. */
  prefixLength: number
}): Map<number, { rank: number; id: number }> {
  if (!Array.isArray(value)) throw wrong()
  const merges = new Map<number, { rank: number; id: number }>()
  // Of two entries for a pair the later counts.
  pairsOf(value).forEach((pair, rank) => {
    const [left, right] = Array.isArray(pair) && pair.length === 2 ? pair : []
    if (typeof left !== 'string' || typeof right !== 'string') throw wrong()
    const [leftId, rightId] = [vocab.get(left), vocab.get(right)]
    const id = vocab.get(left + right.slice(prefixLength))
    if (leftId === undefined || rightId === undefined || id === undefined)
      throw invalidModel(`has a tokenizer.json that merges "${left} ${right}", which is not in its vocabulary`)
    merges.set(pairKey(leftId, rightId), { rank, id })
  })
  return merges
}

function pairsOf(merges: readonly unknown[]): unknown[] {
  if (!merges.every((merge) => typeof merge === 'string')) return [...merges]
  return merges.filter((line) => !line.startsWith('#version')).map((line) => line.split(' '))
}

function wrong(): Error {
  return invalidModel('has a tokenizer.json whose merges are not as expected')
}
