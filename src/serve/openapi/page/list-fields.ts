import type { OpenApiDocument } from '../openapi-document.ts'

/** A part of a schema, as far as a page shows it. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

/** A field of a body, for a table. */
export interface Field {
  /** `results[].index` */
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
}

/** All fields of a schema, those within others too. */
export function listFields({
  schema,
  document,
  within = '',
}: {
  schema: JsonSchema
  document: OpenApiDocument
  within?: string
}): Field[] {
  const { properties, items, required = [], anyOf } = resolve(schema, document)
  if (items) return listFields({ schema: items, document, within: `${within}[]` })
  if (anyOf && !properties) return anyOf.flatMap((each) => listFields({ schema: each, document, within }))
  return Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const path = within === '' ? name : `${within}.${name}`
    const field = {
      name: path,
      type: nameType(property, document),
      required: required.includes(name),
      description: resolve(property, document).description ?? '',
    }
    return [field, ...listFields({ schema: property, document, within: path })]
  })
}

/** A reference as what it refers to. */
export function resolve(schema: JsonSchema, document: OpenApiDocument): JsonSchema {
  if (schema.$ref === undefined) return schema
  const name = schema.$ref.split('/').at(-1) ?? ''
  return (document.components?.schemas?.[name] ?? {}) as JsonSchema
}

function nameType(schema: JsonSchema, document: OpenApiDocument): string {
  const { type, enum: values, const: value, anyOf, items } = resolve(schema, document)
  if (value !== undefined) return JSON.stringify(value)
  if (values) return values.map((each) => JSON.stringify(each)).join(' | ')
  if (anyOf) return [...new Set(anyOf.map((each) => nameType(each, document)))].join(' | ')
  if (items) return `(${nameType(items, document)})[]`
  return typeof type === 'string' ? type : (type?.join(' | ') ?? 'any')
}
