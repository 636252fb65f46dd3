import { z } from 'zod'

/*
 * BERT's reading of text as the Rust library `tokenizers` has it, with which models are trained. The JavaScript library's
 * differs, and so do its tokens then: it misses ideographs outside the basic plane, turns a sigma at a word's end into a
 * final one, knows characters by today's Unicode where Rust's tables are of Unicode 8, and fails on words of a few million
 * letters. With the code below, all code points and the texts of `fixtures/parity` read the same.
 */

/** Marks, signs and invisible characters that came after Unicode 8: the reference takes them for letters. */
const recent: string =
  '\\u061d\\u07fd\\u0890-\\u08e2\\u09fd-\\u09fe\\u0a76\\u0afa-\\u0aff\\u0b55\\u0c04-\\u0c3c\\u0c77\\u0c84\\u0d00' +
  '\\u0d3b-\\u0d3c\\u0d81\\u0eba\\u0ece\\u180f-\\u1886\\u1abf-\\u1aeb\\u1b4e-\\u1b4f\\u1b7d-\\u1b7f\\u1df6-\\u1dfb' +
  '\\u2e43-\\u2e5d\\ua82c\\ua8c5\\ua8ff\\ua9bd\\u{10d24}-\\u{10f89}\\u{11070}-\\u{11074}\\u{110c2}-\\u{110cd}' +
  '\\u{111cf}\\u{1123e}-\\u{11241}\\u{1133b}\\u{113bb}-\\u{1145e}\\u{11660}-\\u{1166c}\\u{116b9}\\u{1182f}-\\u{11fff}' +
  '\\u{12ff1}-\\u{1612f}\\u{16d6d}-\\u{16f4f}\\u{16fe2}-\\u{16fe4}\\u{1cf00}-\\u{1cf46}\\u{1e000}-\\u{1e6f5}' +
  '\\u{1e944}-\\u{1e95f}'

const removed = new RegExp(`[[\\p{Cc}\\p{Cf}\\p{Co}\\ufffd]--[\\t\\n\\r${recent}]]`, 'gv')
// Of four characters the category has changed: two were marks, and two were signs.
const marks = new RegExp(`[[\\p{Mn}\\u1734\\u{1171e}]--[\\u{111c9}${recent}]]`, 'gv')
const sign = `[[\\p{P}\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e\\u166d\\u{111c9}]--[${recent}]]`
// Words are what stands between: matching them would take as much stack as the longest is long.
const betweenWords = new RegExp(`(${sign})|\\p{White_Space}`, 'v')

/** Letters that decompose since then. */
const lateDecomposed =
  /([\u{105c9}\u{105e4}\u{11383}-\u{11391}\u{113c5}-\u{113c8}\u{11938}\u{16121}-\u{16128}\u{16d68}-\u{16d6a}])/u

/** The blocks of ideographs that the reference sets apart; U+2B820 to U+2B91F are missing there too. */
const ideographs =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu

/** English text as a rule is plain, and plain text is quickly read. */
const plain = /^[\t\n\r -~]*$/

interface Settings {
  clean_text: boolean
  handle_chinese_chars: boolean
  strip_accents?: boolean | null | undefined
  lowercase: boolean
}

const settingsSchema: z.ZodType<Settings> = z.object({
  type: z.literal('BertNormalizer'),
  clean_text: z.boolean().default(true),
  handle_chinese_chars: z.boolean().default(true),
  strip_accents: z.boolean().nullish(),
  lowercase: z.boolean().default(true),
})

function normalizerOf({ clean_text, handle_chinese_chars, strip_accents, lowercase }: Settings) {
  return (text: string): string => {
    let result = text
    if (plain.test(text)) {
      if (clean_text) result = result.replace(/[\t\n\r]/g, ' ')
      return lowercase ? result.toLowerCase() : result
    }
    if (clean_text) result = result.replace(removed, '').replace(/\s/g, ' ')
    if (handle_chinese_chars) result = result.replace(ideographs, ' $& ')
    if (strip_accents ?? lowercase) result = decompose(result).replace(marks, '')
    // By itself a sigma is never final.
    return lowercase ? result.replaceAll('Σ', 'σ').toLowerCase() : result
  }
}

function decompose(text: string): string {
  const parts = text.split(lateDecomposed) // The letters themselves stand at the odd places.
  return parts.map((part, place) => (place % 2 === 1 ? part : part.normalize('NFD'))).join('')
}

function splitWords(text: string): string[] {
  return text.split(betweenWords).filter((piece) => piece !== undefined && piece !== '')
}

/** The steps of a tokenizer of `@huggingface/tokenizers`, which it calls one after the other. */
interface TextReader {
  normalizer: ((text: string) => string) | null
  pre_tokenizer: ((text: string) => string[]) | null
}

/** Gives a tokenizer the reference's reading of text in place of the library's, where its `tokenizer.json` asks for BERT's. */
export function readAsReference(tokenizer: TextReader, json: unknown): void {
  const { normalizer, pre_tokenizer } = json as { normalizer?: unknown; pre_tokenizer?: { type?: unknown } | null }
  const settings = settingsSchema.safeParse(normalizer)
  if (settings.success) tokenizer.normalizer = normalizerOf(settings.data)
  if (pre_tokenizer?.type === 'BertPreTokenizer') tokenizer.pre_tokenizer = splitWords
}
