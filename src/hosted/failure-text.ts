/**
 * What a refused call's body says, from all the shapes that services answer errors in: `{ message }`,
 * `{ error: { message } }`, `{ error }`, `{ detail }`, FastAPI's list of details, plain text. To look for known words
 * in, not to show: it may hold text of the call. FastAPI's `input`, which always does, is left out.
 */
export function failureText(body: unknown): string {
  return textOf(body, 4)
}

function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value.slice(0, 4096)
  if (typeof value !== 'object' || value === null || depth === 0) return ''
  const inner = (one: unknown): string => textOf(one, depth - 1)
  if (Array.isArray(value)) return value.slice(0, 32).map(inner).join('\n')
  const { message, error, detail, msg, loc } = value as Record<string, unknown>
  const place = Array.isArray(loc) ? `[${loc.slice(0, 8).map(String).join('.')}] ` : ''
  return place + [message, error, detail, msg].map(inner).filter(Boolean).join('\n')
}
