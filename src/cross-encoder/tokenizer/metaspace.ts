export interface MetaspaceSettings {
  readonly replacement: string
  readonly prepend_scheme: 'always' | 'first' | 'never'
  readonly split: boolean
}

/** The pre-tokenizer Metaspace; `first` says whether the text that was handed in starts with this piece of it. */
export function splitMetaspace(
  text: string,
  { replacement, prepend_scheme, split, first }: MetaspaceSettings & { first: boolean },
): string[] {
  let marked = text.replaceAll(' ', replacement)
  const prepends = prepend_scheme === 'always' || (prepend_scheme === 'first' && first)
  if (prepends && !marked.startsWith(replacement)) marked = replacement + marked
  if (!split) return [marked]
  // Each mark belongs to what follows it.
  const words: string[] = []
  let start = 0
  while (start < marked.length) {
    const next = marked.indexOf(replacement, start + (marked.startsWith(replacement, start) ? replacement.length : 1))
    const end = next === -1 ? marked.length : next
    words.push(marked.slice(start, end))
    start = end
  }
  return words
}
