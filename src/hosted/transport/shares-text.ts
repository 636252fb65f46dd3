const run = 20
const stride = run / 2

/**
 * Whether a message repeats a part of a text: 20 characters in a row, as they are or of its letters and digits alone,
 * or a whole text of at least 8.
 */
export function sharesText(message: string, texts: readonly string[]): boolean {
  const plain = toPlain(decodeEscapes(message))
  const asIs = piecesOf(message)
  const letters = piecesOf(plain)
  return texts.some((text) => {
    if (sharesRun({ message, pieces: asIs, text })) return true
    const plainText = toPlain(text)
    if (plainText.length >= 8 && plainText.length < run && plain.includes(plainText)) return true
    return sharesRun({ message: plain, pieces: letters, text: plainText })
  })
}

/** Services quote texts as their language writes them. */
function decodeEscapes(message: string): string {
  return message
    .replace(/\\+[nrt]/g, ' ')
    .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function toPlain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

function piecesOf(message: string): Set<string> {
  const pieces = new Set<string>()
  for (let at = 0; at + stride <= message.length; at++) pieces.add(message.slice(at, at + stride))
  return pieces
}

/** A run of 20 holds a piece of 10 that begins at a multiple of 10 in the text: only those are looked up. */
function sharesRun({ message, pieces, text }: { message: string; pieces: Set<string>; text: string }): boolean {
  for (let at = 0; at + stride <= text.length; at += stride) {
    if (!pieces.has(text.slice(at, at + stride))) continue
    for (let start = Math.max(0, at - stride); start <= at && start + run <= text.length; start++) {
      if (message.includes(text.slice(start, start + run))) return true
    }
  }
  return false
}
