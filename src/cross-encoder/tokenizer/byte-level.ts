import { categoryClass, space } from './unicode-tables.ts'

const [letter, number] = [categoryClass('L'), categoryClass('N')]
/** GPT-2's words. */
export const byteLevelWords: RegExp = new RegExp(
  `'s|'t|'re|'ve|'m|'ll|'d| ?${letter}+| ?${number}+| ?[^${space}${letter}${number}]+|${space}+(?!\\P{White_Space})|${space}+`,
  'gv',
)

/** The character that stands for each byte: itself if it can be seen, else one from U+0100 on. */
const characters: readonly string[] = (() => {
  let unseen = 0x100
  return Array.from({ length: 256 }, (_, byte) => {
    const seen = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
    return String.fromCharCode(seen ? byte : unseen++)
  })
})()

const encoder = new TextEncoder()

/** A word as the signs that stand for its UTF-8 bytes. */
export function toByteSigns(word: string): string {
  if (/^[!-~]*$/.test(word)) return word
  let signs = ''
  for (const byte of encoder.encode(word)) signs += characters[byte]
  return signs
}
