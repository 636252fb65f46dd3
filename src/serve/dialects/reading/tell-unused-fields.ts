import type { JsonObject } from './body-fields.ts'

/** Says that named fields had no effect, where no document has any. */
export function tellUnusedFields({
  fields,
  documents,
}: {
  fields: readonly string[] | null | undefined
  documents: readonly (string | JsonObject)[]
}): string[] {
  if (!fields || documents.some((document) => typeof document !== 'string')) return []
  return ["'rank_fields' had no effect: all documents are strings."]
}
