/** What may come next, by what came before; a string is read as `"`, a number or word as `w`. */
const next = {
  value: /[[{"w]/,
  'value or end': /[[{"w\]]/,
  'key or end': /["}]/,
  key: /"/,
  colon: /:/,
  'comma or end': /[,\]}]/,
  nothing: /$^/,
}
const blank = /[ \t\n\r]*/y
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/**
 * Where a text stops to be JSON, in UTF-16 code units; its length where it only ends too early, undefined where it is JSON.
 * Engines say it only for some errors, and each in words of its own.
 */
export function findJsonError(text: string): number | undefined {
  const open: string[] = []
  let state: keyof typeof next = 'value'
  let at = skip(blank, text, 0)
  while (at < text.length) {
    const first = text[at] as string
    const kind = /[[\]{}:,"]/.test(first) ? first : 'w'
    if (!next[state].test(kind)) return at
    const closes = kind === ']' || kind === '}'
    if (closes && open.pop() !== (kind === ']' ? '[' : '{')) return at
    if (kind === '"') {
      const string = readString(text, at)
      if ('error' in string) return string.error
      at = string.end
    } else if (kind === 'w') {
      const end = skip(word, text, at)
      if (end === at) return at
      at = end
    } else at++
    if (kind === '[' || kind === '{') open.push(kind)
    if (kind === '[') state = 'value or end'
    else if (kind === '{') state = 'key or end'
    else if (kind === ':') state = 'value'
    else if (kind === ',') state = open.at(-1) === '{' ? 'key' : 'value'
    else if (state === 'key' || (state === 'key or end' && kind === '"')) state = 'colon'
    else state = open.length === 0 ? 'nothing' : 'comma or end'
    at = skip(blank, text, at)
  }
  return state === 'nothing' ? undefined : text.length
}

function readString(text: string, start: number): { end: number } | { error: number } {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text[at] as string
    if (unit === '"') return { end: at + 1 }
    if (unit < ' ') return { error: at }
    if (unit !== '\\') continue
    const end = skip(escaped, text, at)
    if (end === at) return { error: at }
    at = end - 1
  }
  return { error: text.length }
}

/** Behind what a pattern takes at a place. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
