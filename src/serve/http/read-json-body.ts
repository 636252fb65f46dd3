import { ServeError } from '../serve-error.ts'

/**
 * A request's body, read up to a limit, as a JSON object.
 *
 * @throws ServeError 413, 400.
 */
export async function readJsonBody({
  request,
  limits,
}: {
  request: Request
  limits: { readonly bodyBytes: number; readonly jsonDepth: number }
}): Promise<Record<string, unknown>> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > limits.bodyBytes) throw tooLarge(limits.bodyBytes)
  const text = await request.text()
  if (text.length > limits.bodyBytes) throw tooLarge(limits.bodyBytes)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new ServeError({ code: 'invalid_request', status: 400, message: 'The body is no JSON.', cause })
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ServeError({ code: 'invalid_request', status: 400, message: 'The body must be a JSON object.' })
  }
  return body as Record<string, unknown>
}

function tooLarge(limit: number): ServeError {
  const message = `The body has more than ${limit} bytes. Send fewer or shorter documents.`
  return new ServeError({ code: 'invalid_request', status: 413, message, rejection: 'too_large' })
}
