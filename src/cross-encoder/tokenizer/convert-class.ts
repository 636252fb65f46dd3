import type { PatternCursor } from './pattern-cursor.ts'
import { categoryClass, loneWord, space, word } from './unicode-tables.ts'

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' }

/** What an escape stands for: one character, or a class of them. */
export type Escape = { readonly character: string } | { readonly set: string }

/** Reads an escape, behind its backslash. */
export function readEscape(cursor: PatternCursor, { inClass }: { inClass: boolean }): Escape {
  const wordSign = inClass ? word : loneWord
  const category = cursor.match(/^([pP])\{(\^?)([A-Za-z]+)\}/)
  if (category) {
    const [, kind, negated, name] = category
    const set = categoryClass(name as string)
    if (set === undefined) throw cursor.refuse(`\\p{${name}}`)
    return { set: (kind === 'P') === (negated === '^') ? set : `[^${set}]` }
  }
  const code = cursor.match(/^(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})(?![0-9A-Fa-f])|x\{([0-9A-Fa-f]{1,6})\})/)
  if (code) {
    const value = Number.parseInt(code.slice(1).find((digits) => digits !== undefined) as string, 16)
    // Onig takes \x80 and above for bytes, and surrogates are no characters.
    if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000) || (code[2] && value > 0x7f))
      throw cursor.refuse(`\\${code[0]}`)
    return { character: String.fromCodePoint(value) }
  }
  const sign = cursor.take()
  switch (sign) {
    case 's':
      return { set: space }
    case 'S':
      return { set: `[^${space}]` }
    case 'd':
      return { set: categoryClass('Nd') as string }
    case 'D':
      return { set: `[^${categoryClass('Nd')}]` }
    case 'w':
      return { set: wordSign }
    case 'W':
      return { set: `[^${wordSign}]` }
  }
  const control = controls[sign]
  if (control !== undefined) return { character: control }
  if (/[A-Za-z0-9]/.test(sign) || sign > '\x7f') throw cursor.refuse(`\\${sign}`)
  return { character: sign }
}

/** A character in the source of an expression, free of any other meaning. */
export function literal(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`
}

/** Reads a character class behind its opening bracket; classes in it are unions, as with the flag `v`. */
export function convertClass(cursor: PatternCursor, depth = 0): string {
  if (depth > 8) throw cursor.refuse('deeply nested classes')
  const negated = cursor.skip('^')
  if (negated && depth > 0) throw cursor.refuse('a negated class inside another')
  let members = ''
  if (cursor.next === ']') throw cursor.refuse('a class that starts with a bracket')
  while (!cursor.skip(']')) {
    if (cursor.skip('&&')) throw cursor.refuse('an intersection of classes')
    if (cursor.match(/^\[:/)) throw cursor.refuse('a POSIX class')
    if (cursor.skip('[')) {
      members += convertClass(cursor, depth + 1)
      continue
    }
    const first = readMember(cursor)
    if ('set' in first) {
      if (cursor.match(/^-(?!\])/)) throw cursor.refuse('a range of classes')
      members += first.set
      continue
    }
    // A hyphen that ends the class is one.
    if (cursor.match(/^-(?!\])/)) {
      const last = readMember(cursor)
      if ('set' in last || last.character < first.character) throw cursor.refuse('a range of classes')
      members += `${literal(first.character)}-${literal(last.character)}`
    } else members += literal(first.character)
  }
  return `[${negated ? '^' : ''}${members}]`
}

function readMember(cursor: PatternCursor): Escape {
  const sign = cursor.take()
  return sign === '\\' ? readEscape(cursor, { inClass: true }) : { character: sign }
}
