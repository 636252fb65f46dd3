import { invalidModel } from '../invalid-model.ts'
import { graphemesOf } from './graphemes.ts'

/**
 * Characters that are a grapheme of their own wherever a neighbour of them is one of these too. Most texts are made of
 * them, and the segmenter is slow.
 */
const plain = '[ -~¡-¬®-ʯ\\u0400-\\u0482\\u048a-\\u052f\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff]'
const plainOrNot = new RegExp(`((?:(?<=^|${plain})${plain}(?=${plain}|$))+)`, 'u')

/** Only graphemes shorter than this are looked up whole. */
const longGrapheme = 6

/**
 * The normalizer Precompiled: SentencePiece's character map, a double array of UTF-8 bytes in front of what the entries
 * become. Where it differs from SentencePiece, this follows the reference: a short grapheme is replaced whole by the
 * shortest entry that it starts with; in others each character is looked up alone.
 */
export function makeCharacterMap(base64: string): (text: string) => string {
  const bytes = Buffer.from(base64, 'base64')
  const size = bytes.length < 4 ? Number.NaN : bytes.readUInt32LE(0)
  if (!(size > 0 && size % 4 === 0 && size <= bytes.length - 4))
    throw invalidModel('has a character map in its tokenizer.json that is none')
  const trie = Uint32Array.from({ length: size / 4 }, (_, index) => bytes.readUInt32LE(4 + 4 * index))
  const results = bytes.subarray(4 + size)
  const known = new Map<string, string>()

  function replace(character: string): string {
    let made = known.get(character)
    if (made === undefined) {
      made = lookUp({ key: Buffer.from(character), trie, results }) ?? character
      known.set(character, made)
    }
    return made
  }

  function replaceGrapheme(grapheme: string): string {
    const key = Buffer.from(grapheme)
    const whole = key.length < longGrapheme ? lookUp({ key, trie, results }) : undefined
    return whole ?? Array.from(grapheme, replace).join('')
  }

  return (text) => {
    let result = ''
    text.split(plainOrNot).forEach((part, place) => {
      if (place % 2 === 1) for (const character of part) result += replace(character)
      else if (part !== '') for (const grapheme of graphemesOf(part)) result += replaceGrapheme(grapheme)
    })
    return result
  }
}

/** What the shortest entry becomes that `key` starts with. */
function lookUp({ key, trie, results }: { key: Uint8Array; trie: Uint32Array; results: Buffer }): string | undefined {
  let place = offsetOf(trie[0] ?? 0)
  for (const byte of key) {
    place ^= byte
    const unit = trie[place]
    // The label of a byte's unit is the byte; the highest bit marks the unit of a value.
    if (byte === 0 || unit === undefined || (unit & 0x800000ff) >>> 0 !== byte) return undefined
    place ^= offsetOf(unit)
    if (((unit >>> 8) & 1) === 1) {
      const start = (trie[place] ?? 0) & 0x7fffffff
      const end = results.indexOf(0, start)
      return results.toString('utf8', start, end === -1 ? results.length : end)
    }
  }
  return undefined
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6)
}
