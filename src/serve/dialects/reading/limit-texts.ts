import { placesOf } from '../../answer/places-of.ts'
import type { ServedDocument, ServedRequest } from '../../answer/served-request.ts'
import { ServeError } from '../../serve-error.ts'

/** Places of documents that a warning names at most. */
const named = 20

/**
 * Cuts texts that are far longer than any model reads before they cost anything, and says so.
 *
 * @throws ServeError 422 where the request forbids to cut.
 */
export function limitTexts({
  request,
  limits,
}: {
  request: ServedRequest
  limits: { readonly documentCharacters: number; readonly queryCharacters: number }
}): ServedRequest {
  const { query, documents, truncate } = request
  const warnings: string[] = []
  const tell = (what: string): void => {
    if (truncate) warnings.push(`${what}, and was cut.`)
    else throw refusal(`${what}, and the request forbids to cut it.`)
  }
  if (query.length > limits.queryCharacters) tell(`The query has more than ${limits.queryCharacters} characters`)
  const long = documents.flatMap(({ text }, index) => (text.length > limits.documentCharacters ? [index] : []))
  if (long.length > 0) {
    const first = placesOf({ request, indexes: long.slice(0, named) })
    const places = first.join(', ') + (long.length > named ? ' and more' : '')
    tell(`Text of documents (${places}) has more than ${limits.documentCharacters} characters`)
  }
  if (warnings.length === 0) return request
  return {
    ...request,
    query: cut(query, limits.queryCharacters),
    documents: documents.map((document) => limitDocument({ document, most: limits.documentCharacters })),
    warnings: [...request.warnings, ...warnings],
  }
}

function limitDocument({ document, most }: { document: ServedDocument; most: number }): ServedDocument {
  return document.text.length > most ? { ...document, text: cut(document.text, most) } : document
}

/** Up to `most` UTF-16 code units, and never half a letter. */
function cut(text: string, most: number): string {
  const end = text.length > most && isLeadSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most
  return text.slice(0, end)
}

function isLeadSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}

function refusal(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 422, message })
}
