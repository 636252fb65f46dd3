import type { ServedDocument } from '../../answer/served-request.ts'
import { ServeError } from '../../serve-error.ts'
import type { JsonObject } from './body-fields.ts'
import { renderFields } from './render-fields.ts'

/**
 * The texts of documents: a string itself; of an object the named fields, else its `text`, else its `content` parts.
 *
 * @throws ServeError 400 that names the document which has no text.
 */
export function readDocuments({
  documents,
  fields,
  textless = 'refuse',
  at = 'documents',
  named = 'rank_fields',
}: {
  documents: readonly (string | JsonObject)[]
  /** Fields that are read, joined by a line break in this order; each once, so that no text gets longer than its document. */
  fields?: readonly string[] | null | undefined
  /** What becomes of an object without a text: refused, or all its fields are read, a line each. */
  textless?: 'refuse' | 'render'
  /** The name of the list in the body. */
  at?: string
  /** The name that `fields` has in the body; null where a body cannot name any. */
  named?: string | null
}): ServedDocument[] {
  const names = fields && [...new Set(fields)]
  return documents.map((source, index) => ({
    text: readText({ source, fields: names, textless, named, at: `${at}[${index}]` }),
    source,
  }))
}

function readText({
  source,
  fields,
  textless,
  at,
  named,
}: {
  source: string | JsonObject
  fields: readonly string[] | null | undefined
  textless: 'refuse' | 'render'
  at: string
  named: string | null
}): string {
  if (typeof source === 'string') return source
  if (fields) return readFields({ source, fields, at, named })
  const text = own(source, 'text')
  if (typeof text === 'string' || typeof text === 'number') return String(text)
  const content = own(source, 'content')
  if (Array.isArray(content)) return readParts({ content, at })
  if (textless === 'render') return renderFields(source)
  const advice = named === null ? 'Send strings, or objects with a text.' : `Name the fields to read in '${named}'.`
  throw refusal(`${at} has no field 'text' with a string. ${advice}`)
}

function readFields({
  source,
  fields,
  at,
  named,
}: {
  source: JsonObject
  fields: readonly string[]
  at: string
  named: string | null
}): string {
  const parts = fields.flatMap((field) => {
    const value = own(source, field)
    if (value === undefined || value === null) return []
    if (typeof value === 'object' || (typeof value === 'number' && !Number.isFinite(value))) {
      throw refusal(`${at} has a value in one of its '${named}' that is no text.`)
    }
    return [String(value)]
  })
  if (parts.length === 0) throw refusal(`${at} has none of the '${named}'.`)
  return parts.join('\n')
}

/** vLLM's way to send a document in parts, of which we read texts. */
function readParts({ content, at }: { content: readonly unknown[]; at: string }): string {
  const texts = content.map((part) => (typeof part === 'object' && part !== null ? own(part, 'text') : part))
  if (texts.length > 0 && texts.every((text) => typeof text === 'string')) return texts.join('\n')
  throw refusal(`${at} has parts that are no text. This server reads texts only.`)
}

/** What a document inherits does not count, such as `constructor`. */
function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as JsonObject)[key] : undefined
}

function refusal(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 400, message })
}
