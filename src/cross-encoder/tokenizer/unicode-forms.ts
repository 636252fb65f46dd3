import { orderMarks } from './order-marks.ts'

/** The normalization forms of Unicode. */
export type UnicodeForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD'

/**
 * Characters that decompose, compose or move in today's Unicode, and do nothing in the reference's, which is of 2016. They
 * stand for themselves then, and nothing moves across them. (Ranges cover others that never do anything.)
 */
const unknown = new RegExp(
  '([\\u07fd\\u0897-\\u08d3\\u09fe\\u0c3c\\u0d3b-\\u0d3c\\u0eba\\u1715\\u1abf-\\u1aeb\\u1df6-\\u1dfa\\u32ff' +
    '\\ua7f1-\\ua7f4\\ua82c\\uab69\\u{105c9}-\\u{107ba}\\u{10d24}-\\u{10efb}\\u{10efd}-\\u{10f85}\\u{11070}' +
    '\\u{1133b}\\u{11382}-\\u{113b8}\\u{113bb}\\u{113c2}-\\u{113c9}\\u{113ce}-\\u{113d0}\\u{1145e}' +
    '\\u{11839}-\\u{11930}\\u{11935}\\u{11938}\\u{1193d}-\\u{1193e}\\u{11943}\\u{119e0}\\u{11a34}\\u{11a47}' +
    '\\u{11a99}\\u{11d42}\\u{11d44}-\\u{11d45}\\u{11d97}\\u{11f41}-\\u{11f42}\\u{1611e}-\\u{16129}\\u{1612f}' +
    '\\u{16d63}-\\u{16d6a}\\u{16ff0}-\\u{16ff1}\\u{1ccd6}-\\u{1ccf9}\\u{1e030}-\\u{1e6f5}\\u{1f16c}' +
    '\\u{1fbf0}-\\u{1fbf9}]+)',
  'u',
)

/** Text in a normalization form, as the reference brings it there. */
export function normalizeForm(text: string, form: UnicodeForm): string {
  if (!unknown.test(text)) return orderMarks(text, form).normalize(form)
  const parts = text.split(unknown) // The unknown ones stand at the odd places.
  return parts.map((part, place) => (place % 2 === 1 ? part : orderMarks(part, form).normalize(form))).join('')
}
