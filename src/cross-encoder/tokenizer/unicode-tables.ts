/*
 * The reference is compiled with tables of several versions of Unicode, and none is that of the JavaScript engine. What
 * follows are the differences, as parts of character classes. Ranges may cover characters to which it makes no difference.
 */

/** What came with Unicode 17: the reference's regular expressions, of Unicode 16, know nothing about these. */
const since17: string =
  '\\u088f\\u0c5c\\u0cdc\\u1acf-\\u1aeb\\u20c1\\u2b96\\ua7ce-\\ua7cf\\ua7d2\\ua7d4\\ua7f1\\ufbc3-\\ufbd2\\ufd90-\\ufd91' +
  '\\ufdc8-\\ufdce\\u{10940}-\\u{10959}\\u{10ec5}-\\u{10ec7}\\u{10ed0}-\\u{10efb}\\u{11b60}-\\u{11b67}' +
  '\\u{11db0}-\\u{11de9}\\u{16ea0}-\\u{16ed3}\\u{16ff2}-\\u{16ff6}\\u{187f8}-\\u{187ff}\\u{18d09}-\\u{18df2}' +
  '\\u{1ccfa}-\\u{1ccfc}\\u{1ceba}-\\u{1cef0}\\u{1e6c0}-\\u{1e6ff}\\u{1f6d8}\\u{1f777}-\\u{1f77a}\\u{1f8d0}-\\u{1f8d8}' +
  '\\u{1fa54}-\\u{1fa57}\\u{1fa8a}-\\u{1fa8e}\\u{1fac8}-\\u{1facd}\\u{1faea}-\\u{1faef}\\u{1fbfa}\\u{2b73a}-\\u{2b73f}' +
  '\\u{2cea2}-\\u{2cead}\\u{323b0}-\\u{33479}'

/** Marks, signs and invisible characters that came after Unicode 8: the reference's BERT takes them for letters. */
export const since9: string =
  '\\u061d\\u07fd\\u0890-\\u08e2\\u09fd-\\u09fe\\u0a76\\u0afa-\\u0aff\\u0b55\\u0c04-\\u0c3c\\u0c77\\u0c84\\u0d00' +
  '\\u0d3b-\\u0d3c\\u0d81\\u0eba\\u0ece\\u180f-\\u1886\\u1abf-\\u1aeb\\u1b4e-\\u1b4f\\u1b7d-\\u1b7f\\u1df6-\\u1dfb' +
  '\\u2e43-\\u2e5d\\ua82c\\ua8c5\\ua8ff\\ua9bd\\u{10d24}-\\u{10f89}\\u{11070}-\\u{11074}\\u{110c2}-\\u{110cd}' +
  '\\u{111cf}\\u{1123e}-\\u{11241}\\u{1133b}\\u{113bb}-\\u{1145e}\\u{11660}-\\u{1166c}\\u{116b9}\\u{1182f}-\\u{11fff}' +
  '\\u{12ff1}-\\u{1612f}\\u{16d6d}-\\u{16f4f}\\u{16fe2}-\\u{16fe4}\\u{1cf00}-\\u{1cf46}\\u{1e000}-\\u{1e6f5}' +
  '\\u{1e944}-\\u{1e95f}'

/** The general categories whose members are proven the same, once those of Unicode 17 are taken away. */
const categories = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp'.split(' '),
)

/** `\p{NAME}` of the reference's regular expressions as a class for the flag `v`; undefined for one that is not proven. */
export function categoryClass(name: string): string | undefined {
  if (!categories.has(name)) return undefined
  // ʕ was a small letter, and is one without case since Unicode 17.
  if (name === 'Ll') return `[[\\p{Ll}\\u0295]--[${since17}]]`
  if (name === 'Lo') return `[\\p{Lo}--[\\u0295${since17}]]`
  return `[\\p{${name}}--[${since17}]]`
}

/** `\s` is the same in all versions; JavaScript's has U+FEFF and lacks U+0085. */
export const space: string = '\\p{White_Space}'

/** `\w` in a class of a pattern, and by itself: raised digits and fractions are words only there. */
export const word: string = `[[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]--[${since17}]]`
export const loneWord: string = `[\\xb2\\xb3\\xb9\\xbc-\\xbe${word}]`
/** `\w` of the `regex` crate, which has joiners. */
export const joinedWord: string = `[[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]--[${since17}]]`

/** Rust's `is_numeric` is of Unicode 17 already. */
export const numeric: string = '[\\p{N}\\u{11de0}-\\u{11de9}\\u{16ff4}-\\u{16ff6}]'

/** Signs as BERT has them, and the pre-tokenizer Punctuation: two of today's signs were letters or marks. */
export const sign: string = `[[\\p{P}\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e\\u166d\\u{111c9}]--[${since9}]]`
/** Combining marks as BERT's removal of accents has them. */
export const accent: string = `[[\\p{Mn}\\u1734\\u{1171e}]--[\\u{111c9}${since9}]]`

/** Marks of all kinds as StripAccents has them, whose table is of 2016: those that came later stay. */
export const mark: string =
  '[[\\p{M}\\u1cf2-\\u1cf3]--[\\u07fd\\u0897-\\u08d3\\u09fe\\u0afa-\\u0aff\\u0b55\\u0c04-\\u0c3c\\u0cf3-\\u0d00\\u0d3b-\\u0d3c' +
  '\\u0d81\\u0eba\\u0ece\\u1715\\u180f\\u1abf-\\u1aeb\\u1cf7\\u1df6-\\u1dfa\\ua82c\\ua8ff\\u{10d24}-\\u{10f85}\\u{11070}-\\u{11074}' +
  '\\u{110c2}\\u{11145}-\\u{11146}\\u{111c9}\\u{111ce}-\\u{111cf}\\u{11241}\\u{1133b}\\u{113b8}-\\u{113e2}\\u{1145e}' +
  '\\u{1182c}-\\u{11b67}\\u{11d31}-\\u{1612f}\\u{16f4f}\\u{16f7f}-\\u{16f87}\\u{16fe4}-\\u{16ff1}\\u{1cf00}-\\u{1cf46}' +
  '\\u{1e08f}-\\u{1e6f5}]]'
