import { ServeError } from '../serve-error.ts'
import type { HeldBody } from './body-memory.ts'
import { checkJson } from './check-json.ts'
import { checkMediaType } from './check-media-type.ts'
import { readBody } from './read-body.ts'

/** Takes away a byte order mark, and throws at bytes that are no UTF-8. */
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * A request's body, read up to a limit, as a JSON object.
 *
 * @param held - Where its bytes are counted beside those of all other bodies.
 * @param signal - Fires when nobody waits for the body any more.
 * @throws ServeError 400, 413, 415, 429; 499 when the client is gone before all of it is there.
 */
export async function readJsonBody({
  request,
  limits,
  held,
  signal,
}: {
  request: Request
  limits: { readonly bodyBytes: number; readonly jsonDepth: number }
  held: HeldBody
  signal: AbortSignal
}): Promise<Record<string, unknown>> {
  checkMediaType(request.headers)
  const text = decode(await readBody({ request, limit: limits.bodyBytes, held, signal }))
  if (text.trim() === '') throw invalid('The body is empty; it must be a JSON object.')
  checkJson(text, { depth: limits.jsonDepth })
  const body = parse(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('The body must be a JSON object.')
  return body as Record<string, unknown>
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw invalid('The body is no UTF-8.')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('The body is no JSON.') // The parser's own words repeat a part of it.
  }
}

function invalid(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 400, message })
}
