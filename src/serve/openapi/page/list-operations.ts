import type { OpenApiDocument } from '../openapi-document.ts'
import type { JsonSchema } from './list-fields.ts'

/** An operation of the document, as a page shows it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly request?: JsonSchema | undefined
  readonly response?: JsonSchema | undefined
  readonly examples: readonly { readonly title: string; readonly body: unknown }[]
  /** Statuses with what they mean. */
  readonly failures: readonly (readonly [string, string])[]
}

interface Content {
  readonly content?: {
    readonly 'application/json'?: {
      readonly schema?: JsonSchema
      readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value?: unknown }>>
    }
  }
  readonly description?: string
}

/** The document's operations in its order. */
export function listOperations(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item?.[method]
      if (operation === undefined) return []
      const { operationId = '', summary = '' } = operation
      const request = operation.requestBody as Content | undefined
      const responses = Object.entries((operation.responses ?? {}) as Record<string, Content>)
      const examples = Object.values(request?.content?.['application/json']?.examples ?? {})
      return {
        method: method.toUpperCase(),
        path,
        id: operationId,
        summary,
        request: request?.content?.['application/json']?.schema,
        response: responses.find(([status]) => status === '200')?.[1].content?.['application/json']?.schema,
        examples: examples.map((example) => ({ title: example.summary ?? '', body: example.value })),
        failures: responses.map(([status, { description = '' }]) => [status, description] as const),
      }
    }),
  )
}
