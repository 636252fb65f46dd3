import type { Passage } from '../reranker/index.ts'

/** A piece of text that windows are built from: a word, or a part of one that is very long or has very many tokens. */
interface Atom extends Passage {
  readonly tokens: number
}

const longestAtom = 32

/**
 * Cuts a text into overlapping windows of at most `maxTokens` tokens, at white space where there is some. Windows cover
 * the text from its start; beyond `maxWindows` or `maxTotalTokens` the rest is left out.
 *
 * Words are counted one by one. Their sum is the window's own count for tokenizers that split at white space (WordPiece)
 * and close to it for others, where the pair's encoding cuts, and reports, what is too much.
 */
export function splitDocument({
  text,
  count,
  maxTokens,
  overlap,
  maxWindows,
  maxTotalTokens = Number.POSITIVE_INFINITY,
}: {
  text: string
  /** The tokens of a piece of text. */
  count: (text: string) => number
  maxTokens: number
  /** Tokens that neighbouring windows share, less than `maxTokens`. */
  overlap: number
  maxWindows: number
  /** Tokens of all windows together, those that they share counted once; at least `maxTokens`. */
  maxTotalTokens?: number | undefined
}): { windows: Passage[]; complete: boolean } {
  const windows: Passage[] = []
  const window: Atom[] = []
  let tokens = 0
  let total = 0
  let complete = true
  for (const atom of atomsOf({ text, count, maxTokens })) {
    total += atom.tokens
    if (total > maxTotalTokens && total > atom.tokens) {
      complete = false
      break
    }
    if (tokens + atom.tokens > maxTokens && window.length > 0) {
      windows.push(spanOf(window))
      if (windows.length === maxWindows) return { windows, complete: false }
      // The next window starts with the end of this one, and the new atom must still fit.
      const keep = Math.min(overlap, Math.max(0, maxTokens - atom.tokens))
      while (tokens > keep && window.length > 0) tokens -= (window.shift() as Atom).tokens
    }
    window.push(atom)
    tokens += atom.tokens
  }
  if (window.length > 0) windows.push(spanOf(window))
  return { windows, complete }
}

function spanOf(atoms: readonly Atom[]): Passage {
  return { start: atoms[0]?.start ?? 0, end: atoms.at(-1)?.end ?? 0 }
}

function* atomsOf({
  text,
  count,
  maxTokens,
}: {
  text: string
  count: (text: string) => number
  maxTokens: number
}): Generator<Atom> {
  const open: Passage[] = []
  for (const word of wordSpans(text)) {
    open.push(word)
    for (let span = open.pop(); span; span = open.pop()) {
      const { start, end } = span
      const tokens = count(text.slice(start, end))
      const middle = afterCharacter(text, start + Math.floor((end - start) / 2))
      if (tokens <= maxTokens || middle === start || middle === end) yield { start, end, tokens }
      else open.push({ start: middle, end }, { start, end: middle })
    }
  }
}

/** Words, and parts of those that are longer than an atom may be. */
function* wordSpans(text: string): Generator<Passage> {
  for (const match of text.matchAll(/\S+/gu)) {
    let start = match.index
    const end = start + match[0].length
    while (end - start > longestAtom) {
      const cut = afterCharacter(text, start + longestAtom)
      if (cut >= end) break
      yield { start, end: cut }
      start = cut
    }
    yield { start, end }
  }
}

/** `index`, or the place behind it where it stands inside a character. */
function afterCharacter(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code >= 0xdc00 && code <= 0xdfff ? index + 1 : index
}
