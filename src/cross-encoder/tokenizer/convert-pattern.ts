import { invalidModel } from '../invalid-model.ts'
import { convertClass, literal, readEscape } from './convert-class.ts'
import { PatternCursor } from './pattern-cursor.ts'

/** A part of a pattern, converted. */
interface Part {
  readonly source: string
  /** Whether it can match nothing. */
  readonly mayBeEmpty: boolean
  /** Whether it can match a text in more than one way, so that repeating it may take for ever. */
  readonly varies: boolean
  /** Repetitions without bound, of which many in a row take for ever too. */
  readonly unbounded: number
}

const limits = { characters: 4096, depth: 16, repetitions: 1000, unbounded: 3 }
/** Letter pairs that equal one letter (ß, ﬁ, ﬆ) where case is ignored. */
const foldedPairs = /ss|st|ff|fi|fl/i
/** Letters from elsewhere that equal one of ASCII where case is ignored: long s and the Kelvin sign. */
const folds: Readonly<Record<string, string>> = { s: 'ſ', k: '\u212a' }

/**
 * Converts a regular expression for Oniguruma, as tokenizers have them, to one of JavaScript that finds the same. Only the
 * forms that tokenizers use are converted, and only with the general categories; all else is refused by name. So are
 * expressions that can match nothing, and those on which backtracking takes for ever.
 */
export function convertPattern(pattern: string): RegExp {
  if (pattern.length > limits.characters)
    throw invalidModel('has a regular expression of more than 4,096 characters in its tokenizer.json')
  const cursor = new PatternCursor(pattern)
  const { source, mayBeEmpty, unbounded } = convertAlternatives(cursor, { ignoreCase: false, depth: 0 })
  if (!cursor.atEnd) throw cursor.refuse('an unbalanced parenthesis')
  if (mayBeEmpty) throw cursor.refuse('that matches nothing: what it splits at')
  if (unbounded > limits.unbounded) throw explosive()
  return new RegExp(source, 'gv')
}

/** An expression that finds a text as it stands. */
export function literalPattern(text: string): RegExp {
  return new RegExp(Array.from(text, literal).join(''), 'gv')
}

interface Context {
  readonly ignoreCase: boolean
  readonly depth: number
}

function convertAlternatives(cursor: PatternCursor, context: Context): Part {
  if (context.depth > limits.depth) throw cursor.refuse('deeply nested groups')
  const alternatives: Part[] = []
  do alternatives.push(convertSequence(cursor, context))
  while (cursor.skip('|'))
  return {
    source: alternatives.map(({ source }) => source).join('|'),
    mayBeEmpty: alternatives.some(({ mayBeEmpty }) => mayBeEmpty),
    varies: alternatives.length > 1 || alternatives.some(({ varies }) => varies),
    unbounded: Math.max(...alternatives.map(({ unbounded }) => unbounded)),
  }
}

function convertSequence(cursor: PatternCursor, context: Context): Part {
  let whole: Part = { source: '', mayBeEmpty: true, varies: false, unbounded: 0 }
  let letters = ''
  while (!cursor.atEnd && cursor.next !== '|' && cursor.next !== ')') {
    const sign = cursor.next as string
    letters = /[A-Za-z]/.test(sign) ? letters + sign : ''
    if (context.ignoreCase && foldedPairs.test(letters)) throw cursor.refuse(`"${letters}" in any case`)
    const part = repeat(cursor, convertAtom(cursor, context))
    whole = {
      source: whole.source + part.source,
      mayBeEmpty: whole.mayBeEmpty && part.mayBeEmpty,
      varies: whole.varies || part.varies,
      unbounded: whole.unbounded + part.unbounded,
    }
  }
  return whole
}

function convertAtom(cursor: PatternCursor, context: Context): Part {
  const sign = cursor.take()
  if (sign === '(') return convertGroup(cursor, context)
  if (sign === '[') {
    if (context.ignoreCase) throw cursor.refuse('a class in any case')
    return one(convertClass(cursor))
  }
  if (sign === '.') return one('[^\\n]')
  if ('*+?{}]^$'.includes(sign)) throw cursor.refuse(sign)
  if (sign !== '\\') return one(character(cursor, sign, context))
  const escaped = readEscape(cursor, { inClass: false })
  if ('character' in escaped) return one(character(cursor, escaped.character, context))
  if (context.ignoreCase) throw cursor.refuse('a class in any case')
  return one(`[${escaped.set}]`)
}

function one(source: string): Part {
  return { source, mayBeEmpty: false, varies: false, unbounded: 0 }
}

function character(cursor: PatternCursor, sign: string, { ignoreCase }: Context): string {
  if (!ignoreCase) return literal(sign)
  if (sign > '\x7f') throw cursor.refuse(`${sign} in any case`)
  if (!/[A-Za-z]/.test(sign)) return literal(sign)
  const lower = sign.toLowerCase()
  return `[${lower}${lower.toUpperCase()}${folds[lower] ?? ''}]`
}

function convertGroup(cursor: PatternCursor, context: Context): Part {
  const [opening, kind] = cursor.match(/^\?(<?[=!]|i?:)/) ?? ['', ':']
  if (opening === '' && cursor.next === '?') throw cursor.refuse('a group of another kind')
  const ignoreCase = context.ignoreCase || kind === 'i:'
  const inner = convertAlternatives(cursor, { ignoreCase, depth: context.depth + 1 })
  if (!cursor.skip(')')) throw cursor.refuse('an unbalanced parenthesis')
  if (kind === ':' || kind === 'i:') return { ...inner, source: `(?:${inner.source})` }
  if (cursor.match(/^[*+?{]/)) throw cursor.refuse('a repeated look around')
  // Behind a place, text of one length only: how both engines look back at others is not proven.
  if (kind?.startsWith('<') && inner.varies) throw cursor.refuse('a look behind of several lengths')
  return { ...inner, source: `(?${kind}${inner.source})`, mayBeEmpty: true }
}

function repeat(cursor: PatternCursor, atom: Part): Part {
  const found = cursor.match(/^(?:[*+?]|\{(\d*)(,?)(\d*)\})/)
  if (!found) return atom
  const [quantifier, from, comma, to] = found
  const isBraced = quantifier.length > 1
  if (isBraced && from === '' && to === '') throw cursor.refuse(quantifier)
  const least = isBraced ? Number(from) : quantifier === '+' ? 1 : 0
  const most = isBraced ? (comma === '' ? least : to === '' ? Infinity : Number(to)) : quantifier === '?' ? 1 : Infinity
  if (least > most || Math.max(least, Number.isFinite(most) ? most : 0) > limits.repetitions)
    throw cursor.refuse(quantifier)
  if (most > 1 && (atom.varies || atom.mayBeEmpty)) throw explosive()
  const suffix = cursor.match(/^[?+*{]/)?.[0] ?? ''
  // In Ruby's syntax a plus behind braces repeats again, and {n}? is an option; neither is in use.
  if (suffix === '*' || suffix === '{' || (isBraced && suffix !== '')) throw cursor.refuse(`${quantifier}${suffix}`)
  if (suffix === '+' && !/^\[|^\\u\{[0-9a-f]+\}$/.test(atom.source)) throw cursor.refuse('a possessive group')
  const times = isBraced ? `{${least}${comma === '' ? '' : `,${Number.isFinite(most) ? most : ''}`}}` : quantifier
  return {
    // A possessive repetition of one character gives nothing back: nothing of its kind may follow, as many as there are.
    source: suffix === '+' ? possessive(atom.source, quantifier) : `${atom.source}${times}${suffix}`,
    mayBeEmpty: least === 0 || atom.mayBeEmpty,
    varies: least !== most || atom.varies,
    unbounded: atom.unbounded + (most === Infinity ? 1 : 0),
  }
}

/** JavaScript has no possessive repetition; of a single character it is one that nothing of its kind follows. */
function possessive(source: string, quantifier: string): string {
  // x?+ takes one where there is one, and then does not go back.
  if (quantifier === '?') return `(?:${source}|(?!${source}))`
  return `${source}${quantifier}(?!${source})`
}

function explosive(): Error {
  return invalidModel(
    'has a regular expression in its tokenizer.json that repeats a repetition or alternatives, which can take for ever',
  )
}
