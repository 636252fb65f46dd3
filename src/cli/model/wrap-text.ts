/** Cuts a text into lines at its spaces; without a width, or with an absurd one, it stays one line. A long word stays whole. */
export function wrapText({ text, width }: { text: string; width: number | undefined }): string[] {
  if (width === undefined || width < 20) return [text]
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
