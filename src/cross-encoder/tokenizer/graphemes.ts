const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The graphemes of a text. The segmenter takes time for each that grows with the text, so it gets a part at a time. */
export function* graphemesOf(text: string, part = 256): Generator<string> {
  let start = 0
  let size = part
  while (start < text.length) {
    const end = start + size
    const found = Array.from(segmenter.segment(text.slice(start, end)), ({ segment }) => segment)
    // The last one may go on behind the part, and the next part starts with it.
    if (end < text.length) found.pop()
    for (const grapheme of found) {
      yield grapheme
      start += grapheme.length
    }
    size = found.length > 0 ? part : 2 * size
  }
}
