import type { ServedDocument, ServedRequest } from '../../answer/served-request.ts'

/** A request with the defaults that dialects have in common; null is as good as absent. */
export function makeRequest({
  model,
  query,
  documents,
  places,
  topK,
  depth,
  priority,
  maxDocumentTokens,
  maxChunks,
  truncate,
  warnings = [],
}: {
  model?: string | null | undefined
  query: string
  documents: readonly ServedDocument[]
  places?: readonly number[] | undefined
  topK?: number | null | undefined
  depth?: number | null | undefined
  priority?: number | null | undefined
  maxDocumentTokens?: number | null | undefined
  maxChunks?: number | null | undefined
  truncate?: boolean | null | undefined
  warnings?: readonly string[]
}): ServedRequest {
  return {
    model: model ?? undefined,
    query,
    documents,
    ...(places && { places }),
    topK: topK ?? undefined,
    depth: depth ?? undefined,
    priority: priority ?? 0,
    maxDocumentTokens: maxDocumentTokens ?? undefined,
    maxChunks: maxChunks ?? undefined,
    truncate: truncate ?? true,
    warnings,
  }
}
