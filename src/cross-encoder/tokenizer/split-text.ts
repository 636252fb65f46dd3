/** What becomes of the delimiters of a split. */
export const splitBehaviors = ['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous'] as const
export type SplitBehavior = (typeof splitBehaviors)[number]

interface Span {
  start: number
  end: number
  readonly isMatch: boolean
}

/**
 * Splits text at the matches of `delimiter`, a global expression that never matches nothing. `inverted` makes delimiters of
 * what stands between the matches.
 */
export function splitText({
  text,
  delimiter,
  behavior,
  inverted = false,
}: {
  text: string
  delimiter: RegExp
  behavior: SplitBehavior
  inverted?: boolean
}): string[] {
  const spans = merge(spansOf({ text, delimiter, inverted }), behavior)
  const kept = behavior === 'Removed' ? spans.filter((span) => !span.isMatch) : spans
  return kept.map(({ start, end }) => text.slice(start, end))
}

function spansOf({ text, delimiter, inverted }: { text: string; delimiter: RegExp; inverted: boolean }): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of text.matchAll(delimiter)) {
    if (match.index > end) spans.push({ start: end, end: match.index, isMatch: inverted })
    end = match.index + match[0].length
    spans.push({ start: match.index, end, isMatch: !inverted })
  }
  if (end < text.length) spans.push({ start: end, end: text.length, isMatch: inverted })
  return spans
}

function merge(spans: Span[], behavior: SplitBehavior): Span[] {
  switch (behavior) {
    case 'Removed':
    case 'Isolated':
      return spans
    case 'Contiguous':
      return join(spans, (span, before) => span.isMatch === before)
    case 'MergedWithPrevious':
      return join(spans, (span, before) => span.isMatch && !before)
    case 'MergedWithNext':
      return join(spans.reverse(), (span, before) => span.isMatch && !before).reverse()
  }
}

/** Joins each span to the one before it in the list where `belongs` says so; for the first, none was a match before it. */
function join(spans: Span[], belongs: (span: Span, before: boolean) => boolean): Span[] {
  const joined: Span[] = []
  let before = false
  for (const span of spans) {
    const last = joined.at(-1)
    if (last !== undefined && belongs(span, before)) {
      last.start = Math.min(last.start, span.start)
      last.end = Math.max(last.end, span.end)
    } else joined.push({ ...span })
    before = span.isMatch
  }
  return joined
}
