import type { Document } from './document.ts'
import type { RerankRequest } from './rerank-request.ts'
import { SecondpassError } from './secondpass-error.ts'

/** A document's own field; what it inherits does not count. */
function ownField(document: Document, field: string): unknown {
  return typeof document === 'object' && Object.hasOwn(document, field)
    ? (document as Record<string, unknown>)[field]
    : undefined
}

/** A document's text by the request's `textOf` or `fields`, else the string itself or its `text`. */
export function readText<D extends Document>(request: RerankRequest<D>, index: number): string {
  const document = request.documents[index] as D
  const at = `documents[${index}]`
  if (request.textOf !== undefined) {
    const text: unknown = request.textOf(document, index)
    if (typeof text !== 'string') throw badText(`textOf returned ${kindOf(text)} for ${at}. It must return a string.`)
    return text
  }
  if (typeof document === 'string') return document
  if (typeof document !== 'object' || document === null) {
    throw badText(`${at} is ${kindOf(document)}. A document is a string or an object.`)
  }
  if (request.fields !== undefined) return readFields(document, request.fields, at)
  const text = ownField(document, 'text')
  if (typeof text !== 'string') {
    throw badText(
      `${at} has no text: its field "text" is ${kindOf(text)}. Name other fields in \`fields\`, or pass \`textOf\`.`,
    )
  }
  return text
}

/** Fields that are absent or null are left out: a document without a title is an ordinary thing. */
function readFields(document: Document, fields: readonly string[], at: string): string {
  const parts: string[] = []
  for (const field of fields) {
    const part = ownField(document, field)
    if (part === undefined || part === null) continue
    if (typeof part !== 'string')
      throw badText(`${at} has ${kindOf(part)} in its field "${field}". It must be a string.`)
    parts.push(part)
  }
  if (parts.length === 0)
    throw badText(`${at} has none of the fields ${fields.map((field) => `"${field}"`).join(', ')}.`)
  return parts.join('\n')
}

/** A document's `id` or `_id`; numbers become strings. */
export function readId(document: Document): string | undefined {
  const id = ownField(document, 'id') ?? ownField(document, '_id')
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
}

/** The score that the first stage left on a document. */
export function readRetrievalScore(document: Document): number | undefined {
  const score = ownField(document, 'score')
  return typeof score === 'number' && Number.isFinite(score) ? score : undefined
}

function badText(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_request', message })
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`
}
