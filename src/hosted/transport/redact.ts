const shortest = 8
const mark = '[redacted]'

/** Words that are keys by their looks, whoever they belong to. */
const keyLike = /\bbearer\s+[^\s"',;]+|\b(?:sk|pk|hf|pa|al|jina|nvapi|pcsk|mxb|tgp)[-_][\w*.…-]{6,}/giu

/**
 * Takes secrets out of a text: each word that holds a secret, or any 8 characters in a row of one, since services quote
 * the beginnings and ends of keys.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const hidden = new Uint8Array(text.length)
  const lower = toLower(text)
  for (const secret of secrets) {
    for (const piece of piecesOf(toLower(secret))) {
      for (let at = lower.indexOf(piece); at >= 0; at = lower.indexOf(piece, at + 1))
        hidden.fill(1, at, at + piece.length)
    }
  }
  return text
    .replace(/[^\s"'`<>(){}[\],;:=]+/gu, (word, at: number) => {
      for (let place = at; place < at + word.length; place++) if (hidden[place]) return mark
      return word
    })
    .replace(keyLike, mark)
}

/** Of ASCII only, so that places stay what they are. */
function toLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function piecesOf(secret: string): Set<string> {
  const pieces = new Set<string>()
  for (const form of [secret, toLower(encodeURIComponent(secret.toWellFormed()))]) {
    const length = Math.min(shortest, form.length)
    for (let at = 0; length > 0 && at + length <= form.length; at++) pieces.add(form.slice(at, at + length))
  }
  return pieces
}
