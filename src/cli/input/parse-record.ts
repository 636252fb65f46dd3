import { z } from 'zod'
import type { BadRecord, InputDocument, QueryInput } from './query-input.ts'

const documentSchema: z.ZodType<InputDocument> = z.union([z.string(), z.record(z.string(), z.unknown())])
const recordSchema = z.object({
  query: z.string(),
  documents: z.array(documentSchema),
  model: z.string().optional(),
  topK: z.number().optional(),
  depth: z.number().optional(),
  fields: z.array(z.string()).optional(),
})

/** Makes a query of a parsed `{ "query", "documents", … }`; `place` is its number in the input, from 1. */
export function parseRecord({
  value,
  place,
  source,
}: {
  value: unknown
  place: number
  source: string
}): QueryInput | BadRecord {
  const parsed = recordSchema.safeParse(value)
  const id = ownId(value) ?? place
  if (!isRecord(value)) {
    const problem =
      'the record is no object with "query" and "documents". Where the input holds documents, give their query by --query.'
    return { queryId: String(id), source, problem }
  }
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue === undefined || issue.path.length === 0 ? 'the record' : `"${issue.path.join('.')}"`
    return { queryId: String(id), source, problem: `${where} is not as expected: ${issue?.message}` }
  }
  const { query, documents, model, topK, depth, fields } = parsed.data
  return {
    queryId: String(id),
    source,
    query,
    documents,
    ...(model !== undefined && { model }),
    ...(topK !== undefined && { topK }),
    ...(depth !== undefined && { depth }),
    ...(fields !== undefined && { fields: fields as never[] }),
  }
}

/** Whether a value has a query or documents at all; the documents of one query, without its query, have neither. */
function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('query' in value || 'documents' in value)
}

/** The record's own id, also of one that is otherwise wrong. */
function ownId(value: unknown): string | number | undefined {
  return z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value).data?.id
}

/** A list of documents as it stands in the input. */
export function parseDocuments(values: readonly unknown[], source: string): InputDocument[] | string {
  const parsed = z.array(documentSchema).safeParse(values)
  if (parsed.success) return parsed.data
  return `${source}: document ${Number(parsed.error.issues[0]?.path[0] ?? 0) + 1} is neither a string nor an object.`
}
