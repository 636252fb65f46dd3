import type { UnicodeForm } from './unicode-forms.ts'

// The halfwidth voiced marks of katakana are letters, and marks once they are decomposed.
const marks = '\\p{M}\\uff9e\\uff9f'
const longRun = new RegExp(`[${marks}]{32}`, 'gu')
const otherThanMark = new RegExp(`[^${marks}]`, 'gu')

/**
 * Brings long runs of combining marks into the canonical order, which changes no normalization form. The engine moves each
 * mark past the ones before it by itself, which takes a minute for a few 100,000 marks of two kinds.
 */
export function orderMarks(text: string, form: UnicodeForm): string {
  let ordered = ''
  let done = 0
  longRun.lastIndex = 0
  for (let found = longRun.exec(text); found; found = longRun.exec(text)) {
    // An expression for all of the run would take as much stack as it is long.
    otherThanMark.lastIndex = longRun.lastIndex
    const end = otherThanMark.exec(text)?.index ?? text.length
    ordered += text.slice(done, found.index) + orderRun(text.slice(found.index, end), form)
    done = end
    longRun.lastIndex = end
  }
  return ordered + text.slice(done)
}

function orderRun(run: string, form: UnicodeForm): string {
  const decomposition = form.startsWith('NFK') ? 'NFKD' : 'NFD'
  const single = Array.from(run, (character) => Array.from(character.normalize(decomposition))).flat()
  const ranks = ranksOf(new Set(single))
  let result = ''
  /** Marks that may still move, by their rank. */
  let waiting: string[] = []
  for (const character of single) {
    const rank = ranks.get(character)
    if (rank !== undefined) waiting[rank] = (waiting[rank] ?? '') + character
    else {
      result += waiting.join('') + character
      waiting = []
    }
  }
  return result + waiting.join('')
}

/** Numbers in the order of the characters' combining classes; those that nothing moves across have none. */
function ranksOf(characters: ReadonlySet<string>): Map<string, number> {
  const movable = [...characters].filter((character) => swaps(character, lowest) || swaps(highest, character))
  movable.sort(compareClasses)
  const ranks = new Map<string, number>()
  let rank = 0
  let last: string | undefined
  for (const character of movable) {
    if (last === undefined || compareClasses(last, character) !== 0) rank++
    ranks.set(character, rank)
    last = character
  }
  return ranks
}

/** Marks of the lowest combining class there is, and of the highest. */
const [lowest, highest] = ['\u0334', '\u0345']

function compareClasses(left: string, right: string): number {
  return Number(swaps(left, right)) - Number(swaps(right, left))
}

/** Whether two characters, which do not decompose, change places. */
function swaps(left: string, right: string): boolean {
  return (left + right).normalize('NFD') !== left + right
}
