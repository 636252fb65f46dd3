import { placesOf } from '../../answer/places-of.ts'
import type { ServedRequest } from '../../answer/served-request.ts'
import { ServeError } from '../../serve-error.ts'

/** Parts of documents of a request, as Cohere has it; more where the server takes more documents. */
const usualParts = 10_000

/**
 * Refuses too many parts of documents; and, where the server is strict,
 * documents without text, which are otherwise placed last.
 *
 * @throws ServeError 400.
 */
export function checkDocuments({
  requests,
  strict,
  limits,
}: {
  requests: readonly ServedRequest[]
  strict: boolean
  limits: { readonly documents: number }
}): void {
  const most = Math.max(usualParts, limits.documents)
  for (const request of requests) {
    const { documents, maxChunks = 1 } = request
    if (documents.length * maxChunks > most) {
      throw refusal(
        `${documents.length} documents in up to ${maxChunks} parts each are more than ${most} parts: send fewer documents, or allow fewer parts.`,
      )
    }
    const empty = strict ? documents.findIndex(({ text }) => text.trim() === '') : -1
    if (empty >= 0) throw refusal(`document at index ${placesOf({ request, indexes: [empty] })} has no text.`)
  }
}

function refusal(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 400, message })
}
