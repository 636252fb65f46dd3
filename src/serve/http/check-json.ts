import { ServeError } from '../serve-error.ts'

const quote = '"'.charCodeAt(0)
const backslash = '\\'.charCodeAt(0)
const comma = ','.charCodeAt(0)
const openBracket = '['.charCodeAt(0)
const closeBracket = ']'.charCodeAt(0)
const openBrace = '{'.charCodeAt(0)
const closeBrace = '}'.charCodeAt(0)

/** Values of a body: far more than texts need, and few enough that one request does not hold up the others for long. */
const maxValues = 500_000
/** Different names of fields in a body. The parser takes seconds for hundreds of thousands, however few values each has. */
const maxNames = 20_000

/**
 * Refuses JSON that is nested too deep, that has more values than any list of documents or more different names, in which
 * an object has a name twice (readers differ in which they take), or in which one is `__proto__`. Looks at the text before it
 * is parsed, since a body of brackets alone takes thirty times its size in memory, and without recursion. Whether it is JSON
 * at all is for the parser to say.
 *
 * @param depth - Arrays and objects inside each other, at most.
 * @throws ServeError 400.
 */
export function checkJson(text: string, { depth }: { depth: number }): void {
  const open: (Set<string> | 'object' | 'array')[] = [] // An object's names, once it has one.
  const different = new Set<string>()
  let expectsName = false
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === quote) {
      const end = endOfString(text, at)
      if (expectsName) {
        const names = open.at(-1) instanceof Set ? (open.at(-1) as Set<string>) : new Set<string>()
        const name = readName(text.slice(at, end + 1))
        open[open.length - 1] = addName(names, name)
        if (different.add(name).size > maxNames) {
          throw refused(`The body has more than ${maxNames} different names of fields.`)
        }
        expectsName = false
      }
      at = end
    } else if (character === comma) {
      expectsName = open.length > 0 && open.at(-1) !== 'array'
      if (++values > maxValues) throw refused(`The body has more than ${maxValues} values.`)
    } else if (character === openBrace || character === openBracket) {
      expectsName = character === openBrace
      if (open.push(expectsName ? 'object' : 'array') > depth) {
        throw refused(`The body has more than ${depth} arrays and objects inside each other.`)
      }
    } else if (character === closeBrace || character === closeBracket) {
      open.pop()
      expectsName = false
    }
  }
}

/** Where the string that begins at `start` ends: at the first quote that no backslash escapes. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1
    while (text.charCodeAt(before) === backslash) before--
    if ((end - before) % 2 === 1) return end
  }
  return text.length
}

function addName(names: Set<string>, name: string): Set<string> {
  if (name === '__proto__') throw refused('The body has an object with a field __proto__.')
  if (names.has(name)) throw refused('The body has an object in which a field occurs twice.')
  return names.add(name)
}

function readName(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1)
  try {
    return JSON.parse(literal) as string
  } catch {
    return literal // The parser will refuse it.
  }
}

function refused(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 400, message })
}
