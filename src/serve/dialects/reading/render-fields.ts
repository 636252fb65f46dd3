import type { JsonObject } from './body-fields.ts'

/** An object's fields as Cohere asks for records to be sent to v2: `key: value`, a line each, in their order. */
export function renderFields(object: JsonObject): string {
  return Object.entries(object)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n')
}
