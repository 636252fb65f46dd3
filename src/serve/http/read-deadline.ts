import { ServeError } from '../serve-error.ts'

/**
 * Milliseconds that a request may take: what `X-Request-Timeout-Ms` says, up to the server's maximum, else the server's default.
 *
 * @throws ServeError 400.
 */
export function readDeadline({
  headers,
  settings,
}: {
  headers: Headers
  settings: { readonly deadline: number; readonly maxDeadline: number }
}): number {
  const text = headers.get('x-request-timeout-ms')
  if (text === null) return settings.deadline
  const asked = Number(text)
  if (text.trim() === '' || !Number.isFinite(asked) || asked <= 0) {
    const message = 'The header X-Request-Timeout-Ms must be a number of milliseconds above 0.'
    throw new ServeError({ code: 'invalid_request', status: 400, message })
  }
  return Math.min(asked, settings.maxDeadline)
}
