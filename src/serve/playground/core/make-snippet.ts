/** A piece of a text, in the parts before, within and after its marked passage. */
export interface Snippet {
  readonly before: string
  readonly marked: string
  readonly after: string
}

/**
 * Cuts a text to a length for a list. With a passage, the piece begins with it, or a little before; without, it is the text's
 * beginning. White space becomes single spaces. An ellipsis stands where text is left out.
 *
 * @param passage - In UTF-16 code units of the text.
 * @param length - Characters at most, about.
 */
export function makeSnippet({
  text,
  passage,
  length,
}: {
  text: string
  passage?: { readonly start: number; readonly end: number } | undefined
  length: number
}): Snippet {
  const whole = passage === undefined || (passage.start === 0 && passage.end >= text.length)
  if (whole) return { before: cutEnd(flatten(text).trim(), length), marked: '', after: '' }
  const { before, marked, after } = splitPassage({ text, passage })
  const lead = flatten(before).trim()
  const shown = cutEnd(flatten(marked).trim(), length)
  const rest = flatten(after).trim()
  return {
    before: lead === '' ? '' : '… ',
    marked: shown,
    after: rest === '' || shown.endsWith('…') ? '' : ` ${cutEnd(rest, Math.max(0, length - shown.length))}`,
  }
}

/** A whole text in the parts before, within and after a passage; places outside of it are brought inside. */
export function splitPassage({
  text,
  passage,
}: {
  text: string
  passage: { readonly start: number; readonly end: number }
}): Snippet {
  const start = Math.min(Math.max(0, passage.start), text.length)
  const end = Math.min(Math.max(start, passage.end), text.length)
  return { before: text.slice(0, start), marked: text.slice(start, end), after: text.slice(end) }
}

function flatten(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function cutEnd(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  const space = cut.lastIndexOf(' ')
  // A cut at a space, where one is near; never between the halves of a surrogate pair.
  return `${(space > length * 0.6 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`
}
