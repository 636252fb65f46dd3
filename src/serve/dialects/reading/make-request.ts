import type { ServedDocument, ServedRequest } from '../../answer/served-request.ts'

/** Names that clients send when nobody chose a model. */
export const unnamedModels: readonly string[] = ['', 'default', 'default/not-specified']

/** A request with the defaults that dialects have in common; null is as good as absent. */
export function makeRequest({
  model,
  query,
  documents,
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
  topK?: number | null | undefined
  depth?: number | null | undefined
  priority?: number | null | undefined
  maxDocumentTokens?: number | null | undefined
  maxChunks?: number | null | undefined
  truncate?: boolean | null | undefined
  warnings?: readonly string[]
}): ServedRequest {
  return {
    model: model === null || model === undefined || unnamedModels.includes(model) ? undefined : model,
    query,
    documents,
    topK: topK ?? undefined,
    depth: depth ?? undefined,
    priority: priority ?? 0,
    maxDocumentTokens: maxDocumentTokens ?? undefined,
    maxChunks: maxChunks ?? undefined,
    truncate: truncate ?? true,
    warnings,
  }
}
