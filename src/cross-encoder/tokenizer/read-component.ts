import type { ZodType } from 'zod'
import { invalidModel } from '../invalid-model.ts'

/** What a part of a `tokenizer.json` is called in messages. */
export type ComponentKind = 'normalizer' | 'pre-tokenizer' | 'model' | 'added token'

/**
 * Reads the settings of a component by the schema of those that are proven to give the reference's tokens. Any other, and
 * any option that the schema lacks, is refused by name: a text read in another way than in training gets wrong scores.
 */
export function readComponent<T>({
  kind,
  schema,
  value,
}: {
  kind: ComponentKind
  schema: ZodType<T>
  value: unknown
}): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const { type, content } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const name = typeof type === 'string' ? type : content
  const issue = parsed.error.issues[0]
  const path = issue?.path.join('.') ?? ''
  if (issue?.code === 'invalid_union' && path === 'type' && typeof name === 'string')
    throw notRead(`the ${kind} ${name}`)
  throw invalidModel(
    `has a tokenizer.json whose ${kind}${typeof name === 'string' ? ` ${name}` : ''} has settings that are not read` +
      `${path === '' ? '' : ` at "${path}"`}: ${issue?.message}`,
  )
}

/** The refusal of something that a `tokenizer.json` asks for. */
export function notRead(what: string): Error {
  return invalidModel(`has a tokenizer.json with ${what}, which secondpass does not read as the reference does`)
}
