import type { ServedRequest } from '../answer/served-request.ts'
import type { ServeSettings } from '../config/settings.ts'
import { ServeError } from '../serve-error.ts'
import type { Dialect } from './dialect.ts'
import { checkDocuments } from './reading/check-documents.ts'
import { findUnknownFields } from './reading/find-unknown-fields.ts'
import { limitTexts } from './reading/limit-texts.ts'
import { refuseMalformed } from './reading/refuse-malformed.ts'

/**
 * Reads a body in a dialect: its shape, what the shape alone cannot tell, and the server's limits.
 *
 * @throws ServeError 400, 413, 422.
 */
export function readDialectBody({
  dialect,
  json,
  settings: { strict, limits },
}: {
  dialect: Dialect
  json: Record<string, unknown>
  settings: ServeSettings
}): { body: unknown; requests: ServedRequest[] } {
  refuseLongLists({ json, most: limits.documents })
  const unknown = findUnknownFields({ dialect, json, strict })
  if (strict && unknown !== undefined) {
    throw new ServeError({ code: 'invalid_request', status: 422, message: `unknown field: ${unknown}` })
  }
  const parsed = dialect.request.safeParse(json, { reportInput: true })
  if (!parsed.success) throw refuseMalformed({ error: parsed.error, strict, malformed: dialect.malformed })
  const requests = dialect.read(parsed.data, { strict }).map((request) => limitTexts({ request, limits }))
  checkDocuments({ requests, strict, limits })
  return { body: parsed.data, requests: unknown === undefined ? requests : warn({ requests, unknown }) }
}

/** Comes first: each of millions of wrong entries would have an error of its own. */
function refuseLongLists({ json, most }: { json: Record<string, unknown>; most: number }): void {
  for (const value of Object.values(json)) {
    if (!Array.isArray(value) || value.length <= most) continue
    const message = `batch size ${value.length} > maximum allowed batch size ${most}: send fewer documents in a request.`
    throw new ServeError({ code: 'invalid_request', status: 413, message, rejection: 'too_large' })
  }
}

function warn({ requests, unknown }: { requests: ServedRequest[]; unknown: string }): ServedRequest[] {
  return requests.map((request) => ({
    ...request,
    warnings: [...request.warnings, `These fields are not known here, and had no effect: ${unknown}.`],
  }))
}
