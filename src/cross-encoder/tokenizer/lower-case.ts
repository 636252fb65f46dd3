/** Capitals that came with Unicode 17, which older engines do not know. */
const recentCapitals = /[\ua7ce\ua7d2\ua7d4\u{16ea0}-\u{16eb8}]/gu

/** Small letters as Rust has them: letter by letter, so that a sigma is never a final one. */
export function lowerCase(text: string): string {
  const lower = text.replaceAll('Σ', 'σ').toLowerCase()
  return lower.replace(recentCapitals, (letter) => {
    const code = letter.codePointAt(0) as number
    return String.fromCodePoint(code > 0xffff ? code + 0x1b : code + 1)
  })
}
