import type { ServedRequest } from '../answer/served-request.ts'
import type { ServeSettings } from '../config/settings.ts'
import { ServeError } from '../serve-error.ts'
import type { Dialect } from './dialect.ts'

/**
 * Reads a body in a dialect: its shape, what the shape alone cannot tell, and the server's limits.
 *
 * @throws ServeError 400, 413, 422.
 */
export function readDialectBody({
  dialect,
  json,
  settings,
}: {
  dialect: Dialect
  json: Record<string, unknown>
  settings: ServeSettings
}): { body: unknown; requests: ServedRequest[] } {
  const parsed = dialect.request.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const message = `${issue?.path.join('.') || 'body'}: ${issue?.message}`
    throw new ServeError({ code: 'invalid_request', status: 400, message })
  }
  const requests = dialect.read(parsed.data, { strict: settings.strict })
  const documents = requests.reduce((sum, request) => sum + request.documents.length, 0)
  if (documents > settings.limits.documents) {
    const message = `The request has ${documents} documents; this server takes ${settings.limits.documents} at most.`
    throw new ServeError({ code: 'invalid_request', status: 413, message, rejection: 'too_large' })
  }
  return { body: parsed.data, requests }
}
