/** How long a service asks to wait, in milliseconds, by the headers that services use for it; undefined if it does not. */
export function readRetryAfter({
  headers,
  status,
  now = Date.now(),
}: {
  headers: Headers
  status: number
  now?: number
}): number | undefined {
  const exact = toNumber(headers.get('retry-after-ms'))
  if (exact !== undefined) return exact
  const after = headers.get('retry-after')
  const wait = after === null ? undefined : (toDuration(after, now) ?? toDate(after, now))
  if (wait !== undefined) return wait
  // These come with good answers too; they say why a call was refused only if it was refused for its rate.
  return status === 429 ? readReset(headers, now) : undefined
}

/** The longest of the limits that are used up: services name one for calls, one for tokens, … */
function readReset(headers: Headers, now: number): number | undefined {
  let longest: number | undefined
  for (const [name, value] of headers) {
    const kind = /^(?:x-)?ratelimit-reset(?:-after)?(-\w+)?$/.exec(name)
    if (kind === null) continue
    const left = headers.get(`${name.startsWith('x-') ? 'x-' : ''}ratelimit-remaining${kind[1] ?? ''}`)
    if (left !== null && Number(left) > 0) continue
    const wait = toDuration(value, now) ?? toDate(value, now)
    if (wait !== undefined) longest = Math.max(longest ?? 0, wait)
  }
  return longest
}

/** Seconds, a moment as seconds or milliseconds since 1970, or a duration such as `1m30.5s`. */
function toDuration(text: string, now: number): number | undefined {
  const number = toNumber(text)
  if (number !== undefined) {
    if (number >= 1e11) return Math.max(0, number - now)
    return number >= 1e9 ? Math.max(0, number * 1000 - now) : number * 1000
  }
  const parts = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/.exec(text.trim())
  if (parts === null || parts[0] === '') return undefined
  const [hours = 0, minutes = 0, seconds = 0, rest = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
}

function toDate(text: string, now: number): number | undefined {
  // Dates of HTTP and of ISO 8601 begin so; `Date.parse` makes dates of other things too, such as "-5".
  if (!/^(?:[A-Z][a-z]{2,8},? |\d{4}-\d\d)/.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now)
}

function toNumber(text: string | null): number | undefined {
  return text !== null && /^\s*\d{1,15}(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined
}
