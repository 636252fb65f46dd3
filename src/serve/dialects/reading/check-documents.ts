import type { ServedRequest } from '../../answer/served-request.ts'
import { ServeError } from '../../serve-error.ts'

/**
 * Refuses more parts of documents than the server takes documents, which is Cohere's rule; and, where the server is strict,
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
  for (const { documents, maxChunks = 1 } of requests) {
    if (documents.length * maxChunks > limits.documents) {
      throw refusal(
        `${documents.length} documents in up to ${maxChunks} parts each are more than ${limits.documents} parts: send fewer documents, or allow fewer parts.`,
      )
    }
    const empty = strict ? documents.findIndex(({ text }) => text.trim() === '') : -1
    if (empty >= 0) throw refusal(`document at index ${empty} has no text.`)
  }
}

function refusal(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 400, message })
}
