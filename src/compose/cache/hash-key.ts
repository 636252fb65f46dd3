import { createHash } from 'node:crypto'

/** The key of a query and texts for one reranker: a hash, so that no text is in it. */
export function hashKey({
  fingerprint,
  query,
  texts,
}: {
  fingerprint: string
  query: string
  texts: readonly string[]
}): string {
  // As JSON, so that where one part ends and the next begins is told.
  return createHash('sha256')
    .update(JSON.stringify([fingerprint, query, ...texts]))
    .digest('base64url')
}
