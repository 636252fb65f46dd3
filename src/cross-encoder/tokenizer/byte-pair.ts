import type { Model } from './make-model.ts'
import { MergeQueue } from './merge-queue.ts'

export interface BytePairSettings {
  readonly vocab: ReadonlyMap<string, number>
  /** The merge of two tokens, by {@link pairKey}. */
  readonly merges: ReadonlyMap<number, { readonly rank: number; readonly id: number }>
  readonly unknown: number | undefined
  readonly fuseUnknown: boolean
  readonly byteFallback: boolean
  /** Whether a word that is a token is that token, whatever the merges make of it. */
  readonly ignoreMerges: boolean
  readonly prefix: string
  readonly suffix: string
}

/** Two ids as one number; ids are less than 2²⁴. */
export function pairKey(left: number, right: number): number {
  return left * 0x1000000 + right
}

/** The model BPE: the characters of a word, and then the merge of the lowest rank, leftmost first, again and again. */
export function makeBytePair(settings: BytePairSettings): Model {
  const { vocab, ignoreMerges } = settings
  return {
    tokenize: (word) => {
      const whole = ignoreMerges ? vocab.get(word) : undefined
      return whole === undefined ? merge(charactersOf(word, settings), settings.merges) : [whole]
    },
  }
}

/** The tokens of a word's characters. */
function charactersOf(
  word: string,
  { vocab, unknown, fuseUnknown, byteFallback, prefix, suffix }: BytePairSettings,
): number[] {
  const ids: number[] = []
  /** Waits for others to fuse with; the bytes of a character overtake it, as in the reference. */
  let waiting = false
  const characters = Array.from(word)
  characters.forEach((character, place) => {
    const key = (place > 0 ? prefix : '') + character + (place === characters.length - 1 ? suffix : '')
    const id = vocab.get(key)
    if (id !== undefined) {
      if (waiting) ids.push(unknown as number)
      waiting = false
      ids.push(id)
      return
    }
    const bytes = byteFallback ? byteTokens(key, vocab) : undefined
    if (bytes) {
      for (const byte of bytes) ids.push(byte)
      return
    }
    if (unknown === undefined) return
    if (waiting && !fuseUnknown) ids.push(unknown)
    waiting = true
  })
  if (waiting) ids.push(unknown as number)
  return ids
}

/** The tokens `<0x…>` of a text's UTF-8 bytes, if all are known. */
export function byteTokens(text: string, vocab: ReadonlyMap<string, number>): number[] | undefined {
  const ids: number[] = []
  for (const byte of Buffer.from(text)) {
    const id = vocab.get(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
    if (id === undefined) return undefined
    ids.push(id)
  }
  return ids
}

function merge(ids: number[], merges: BytePairSettings['merges']): number[] {
  if (ids.length < 2) return ids
  // A linked list: each place knows its neighbours, and -1 stands for what is merged into the place before it.
  const next = ids.map((_, place) => place + 1)
  const previous = ids.map((_, place) => place - 1)
  const queue = new MergeQueue()
  const offer = (place: number) => {
    const right = ids[next[place] as number]
    const found = right === undefined ? undefined : merges.get(pairKey(ids[place] as number, right))
    if (found) queue.push({ place, rank: found.rank, id: found.id })
  }
  for (let place = 0; place < ids.length - 1; place++) offer(place)
  for (let top = queue.pop(); top; top = queue.pop()) {
    const { place, id } = top
    const right = next[place] as number
    if (ids[place] === -1 || right >= ids.length) continue
    // Another merge may have changed one of the two since.
    if (merges.get(pairKey(ids[place] as number, ids[right] as number))?.id !== id) continue
    ids[place] = id
    ids[right] = -1
    const after = next[right] as number
    next[place] = after
    if (after < ids.length) previous[after] = place
    if ((previous[place] as number) >= 0) offer(previous[place] as number)
    offer(place)
  }
  return ids.filter((id) => id !== -1)
}
