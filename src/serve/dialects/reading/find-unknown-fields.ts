import type { Dialect } from '../dialect.ts'
import { hasField } from './has-field.ts'

/** Names that are told at most, and letters of each: they are the client's, and may be anything. */
const told = { names: 10, letters: 40 } as const

/**
 * The names of the fields of a body that a dialect does not have, for people; undefined where there is none. One that is
 * null counts only where the server is strict.
 */
export function findUnknownFields({
  dialect,
  json,
  strict,
}: {
  dialect: Pick<Dialect, 'request' | 'extensions'>
  json: Readonly<Record<string, unknown>>
  strict: boolean
}): string | undefined {
  const known = (name: string): boolean =>
    Object.hasOwn(dialect.request.shape, name) && !(strict && dialect.extensions?.includes(name))
  const unknown = Object.keys(json).filter((name) => !known(name) && (strict || hasField(json, name)))
  if (unknown.length === 0) return undefined
  const names = unknown.slice(0, told.names).map((name) => `'${name.slice(0, told.letters).toWellFormed()}'`)
  const more = unknown.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
