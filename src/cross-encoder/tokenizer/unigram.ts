import { byteTokens } from './byte-pair.ts'
import type { Model } from './make-model.ts'
import { PieceIndex } from './piece-index.ts'

/** How much worse an unknown character is than the worst piece. */
const unknownPenalty = 10

interface UnigramSettings {
  readonly vocab: ReadonlyMap<string, number>
  /** By id. */
  readonly scores: readonly number[]
  readonly unknown: number
  readonly byteFallback: boolean
}

/** The best ways to all places of a word: where their last piece starts, and its id. */
interface BestPaths {
  readonly starts: Int32Array
  readonly ids: Int32Array
}

/** The model Unigram: of all ways to cut a word into pieces, the one with the highest sum of scores. */
export function makeUnigram(settings: UnigramSettings): Model {
  const index = new PieceIndex(settings.vocab)
  // An unknown character may take two places.
  let longest = 2
  for (const piece of settings.vocab.keys()) longest = Math.max(longest, piece.length)
  const unknownScore = settings.scores.reduce((least, score) => Math.min(least, score), Infinity) - unknownPenalty
  const find = (word: string) => findBestPaths({ word, index, unknownScore, ...settings })
  return {
    tokenize: (word) => readPath({ word, paths: find(word), end: word.length, ...settings }),
    // The word's best path goes through one of the last places before the cut, and up to where their paths meet it is theirs.
    tokenizeStart: (word) => {
      const paths = find(word)
      let ends = new Set<number>()
      for (let end = Math.max(0, word.length - longest); end <= word.length; end++)
        if (end === 0 || (paths.starts[end] as number) >= 0) ends.add(end)
      while (ends.size > 1) {
        const last = Math.max(...ends)
        ends.delete(last)
        ends.add(paths.starts[last] as number)
        if (ends.has(0)) ends = new Set([0])
      }
      let [end = 0] = ends
      // Unknown characters at the end may fuse with what follows.
      while (end > 0 && paths.ids[end] === settings.unknown) end = paths.starts[end] as number
      return readPath({ word, paths, end, ...settings })
    },
  }
}

function findBestPaths({
  word,
  index,
  unknownScore,
  scores,
  unknown,
}: UnigramSettings & { word: string; index: PieceIndex; unknownScore: number }): BestPaths {
  const best = new Float64Array(word.length + 1)
  const starts = new Int32Array(word.length + 1).fill(-1)
  const ids = new Int32Array(word.length + 1)
  let start = 0
  let here = 0
  let single = false
  let characterEnd = 0
  const offer = (end: number, id: number, score: number) => {
    const sum = score + here
    // Of equally good ways the first stays, whose last piece is the longest.
    if (starts[end] !== -1 && !(sum > (best[end] as number))) return
    best[end] = sum
    starts[end] = start
    ids[end] = id
  }
  const found = (end: number, id: number) => {
    offer(end, id, scores[id] as number)
    if (end === characterEnd) single = true
  }
  for (; start < word.length; start = characterEnd) {
    here = best[start] as number
    characterEnd = start + ((word.codePointAt(start) as number) > 0xffff ? 2 : 1)
    single = false
    index.find(word, start, found)
    if (!single) offer(characterEnd, unknown, unknownScore)
  }
  return { starts, ids }
}

function readPath({
  word,
  paths,
  end,
  vocab,
  unknown,
  byteFallback,
}: UnigramSettings & { word: string; paths: BestPaths; end: number }): number[] {
  const reversed: number[] = []
  let unknownEnd = -1
  // Neighbouring unknown characters are one token, or each byte of them is one.
  const closeUnknown = (start: number) => {
    if (unknownEnd === -1) return
    const text = word.slice(start, unknownEnd)
    const known = vocab.get(text)
    const fallback = known === undefined && byteFallback ? byteTokens(text, vocab) : undefined
    for (const id of fallback?.reverse() ?? [known ?? unknown]) reversed.push(id)
    unknownEnd = -1
  }
  let place = end
  while (place > 0) {
    const id = paths.ids[place] as number
    if (id === unknown) {
      if (unknownEnd === -1) unknownEnd = place
    } else {
      closeUnknown(place)
      reversed.push(id)
    }
    place = paths.starts[place] as number
  }
  closeUnknown(0)
  return reversed.reverse()
}
