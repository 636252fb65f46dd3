import { ServeError } from '../serve-error.ts'

/** Types of bodies that are read as JSON: its own, and what clients say that do not think of it (curl's `-d`, `fetch` with a string). */
const accepted = /^(application\/(json|[\w.+-]+\+json|x-www-form-urlencoded)|text\/(json|plain))$/

/**
 * Refuses bodies that say of themselves that they are no plain JSON. One that says nothing, or what curl and browsers say of
 * any text, is read: these types guard against nothing, since pages of others are refused by their origin
 * ({@link refuseForeignPages}).
 *
 * @throws ServeError 415.
 */
export function checkMediaType(headers: Headers): void {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase()
  if (encoding !== undefined && encoding !== '' && encoding !== 'identity') {
    throw unsupported('This server takes bodies as they are: leave out Content-Encoding, and do not compress.')
  }
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  if (type.trim() !== '' && !accepted.test(type.trim())) {
    throw unsupported('This server takes JSON: send the header Content-Type: application/json.')
  }
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='))
  if (charset !== undefined && !/charset="?(utf-?8|us-ascii)"?\s*$/.test(charset)) {
    throw unsupported('This server takes JSON in UTF-8, and in no other charset.')
  }
}

function unsupported(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 415, message })
}
