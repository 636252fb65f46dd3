import { z } from 'zod'

/** An object of JSON, as it came: not copied, whatever its keys are. */
export type JsonObject = Readonly<Record<string, unknown>>

export const jsonObject: z.ZodType<JsonObject> = z
  .custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .meta({ override: { type: 'object', additionalProperties: true } })

/** A document as clients send it. */
export const wireDocument: z.ZodType<string | JsonObject> = z.union([z.string(), jsonObject], {
  error: 'must be a string or an object',
})

/** Documents of either kind; an empty list is nothing to rank. */
export const documentList: z.ZodType<(string | JsonObject)[]> = z
  .array(wireDocument)
  .min(1, 'must hold at least one document')

type Nullish<Value> = z.ZodType<Value | null | undefined>

interface CommonFields {
  readonly model: Nullish<string>
  readonly query: z.ZodType<string>
  readonly count: Nullish<number>
  readonly atLeast1: Nullish<number>
  readonly fieldNames: Nullish<string[]>
  readonly flag: Nullish<boolean>
  readonly priority: Nullish<number>
}

/** Names of fields that are read of each document: every one is looked for in every document. */
const maxFieldNames = 100

/** Fields that several dialects have. */
export const fields: CommonFields = {
  model: z.string().nullish().describe('The name under which the model is served. Default: the first.'),
  query: z.string().regex(/\S/, 'must hold more than white space').describe('The question or keywords.'),
  count: z.int().min(0).nullish(),
  atLeast1: z.int().min(1).nullish(),
  fieldNames: z
    .array(z.string())
    .min(1, 'must name at least one field')
    .max(maxFieldNames, `must name at most ${maxFieldNames} fields`)
    .nullish(),
  flag: z.boolean().nullish(),
  priority: z.int().min(0).max(999).nullish().describe('0, the most urgent, to 999.'),
}
