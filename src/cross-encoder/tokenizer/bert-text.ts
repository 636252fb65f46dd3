import { lowerCase } from './lower-case.ts'
import { normalizeForm } from './unicode-forms.ts'
import { accent, sign, since9, space } from './unicode-tables.ts'

/*
 * BERT's reading of text as the reference has it: its tables of categories are of Unicode 8, and it lowers letter by letter.
 * All code points and the texts of `fixtures/parity` read the same.
 */

const removed = new RegExp(`[[\\p{Cc}\\p{Cf}\\p{Co}\\ufffd]--[\\t\\n\\r${since9}]]`, 'gv')
const spaces = new RegExp(space, 'gv')
const accents = new RegExp(accent, 'gv')
// Words are what stands between: matching them would take as much stack as the longest is long.
const betweenWords = new RegExp(`(${sign})|${space}`, 'v')

/** The blocks of ideographs that the reference sets apart; U+2B820 to U+2B91F are missing there too. */
const ideographs =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu

/** English text as a rule is plain, and plain text is quickly read. */
const plain = /^[\t\n\r -~]*$/

export interface BertSettings {
  readonly clean_text: boolean
  readonly handle_chinese_chars: boolean
  readonly strip_accents?: boolean | null | undefined
  readonly lowercase: boolean
}

/** The normalizer BertNormalizer. */
export function normalizeBert(
  text: string,
  { clean_text, handle_chinese_chars, strip_accents, lowercase }: BertSettings,
): string {
  let result = text
  if (plain.test(text)) {
    if (clean_text) result = result.replace(/[\t\n\r]/g, ' ')
    return lowercase ? result.toLowerCase() : result
  }
  if (clean_text) result = result.replace(removed, '').replace(spaces, ' ')
  if (handle_chinese_chars) result = result.replace(ideographs, ' $& ')
  if (strip_accents ?? lowercase) result = normalizeForm(result, 'NFD').replace(accents, '')
  return lowercase ? lowerCase(result) : result
}

/** The pre-tokenizer BertPreTokenizer. */
export function splitBertWords(text: string): string[] {
  return text.split(betweenWords).filter((piece) => piece !== undefined && piece !== '')
}
