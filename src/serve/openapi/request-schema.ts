import { z } from 'zod'
import type { Dialect } from '../dialects/dialect.ts'
import type { ModelRegistry } from '../models/model-registry.ts'
import { unnamedModels } from '../models/unnamed-models.ts'

/** A dialect's bodies as this server takes them: with its models' names, and no more fields than it allows. */
export function requestSchema({
  dialect: { request, alternatives, extensions = [], strictFields = {} },
  models,
  strict,
}: {
  dialect: Dialect
  /** Absent where they are not to be named. */
  models: ModelRegistry | undefined
  strict: boolean
}): z.ZodObject {
  const named = nameModels({ request, models })
  const known = Object.entries(named.shape).filter(([name]) => !extensions.includes(name))
  const schema = strict ? z.strictObject({ ...Object.fromEntries(known), ...strictFields }) : named
  if (alternatives === undefined) return schema
  return schema.meta({ override: { anyOf: alternatives.map((required) => ({ required: [...required] })) } })
}

/** Where every name is known, clients can choose from them. */
function nameModels({ request, models }: { request: z.ZodObject; models: ModelRegistry | undefined }): z.ZodObject {
  const { model } = request.shape
  if (model === undefined || models === undefined || models.aliases.has('*')) return request
  const names = z.enum([
    ...new Set([...models.all.map(({ name }) => name), ...models.aliases.keys(), ...unnamedModels]),
  ])
  const description = z.globalRegistry.get(model)?.description ?? ''
  const optional = model.safeParse(undefined).success
  return request.extend({ model: (optional ? names.nullish() : names).describe(description) })
}
