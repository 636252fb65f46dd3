import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import type { Dialect } from '../dialects/dialect.ts'
import type { ModelRegistry } from '../models/model-registry.ts'
import { describeFailures } from './describe-failures.ts'
import { answerHeaders } from './header-schemas.ts'
import { operationId } from './operation-id.ts'
import { requestSchema } from './request-schema.ts'

interface Described {
  readonly paths: ZodOpenApiPathsObject
  /** Every dialect's bodies, by the names that paths refer to them. */
  readonly schemas: Record<string, z.ZodType>
}

const timeoutHeader = z.object({
  'X-Request-Timeout-Ms': z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/)
    .optional()
    .describe('Milliseconds that the answer may take, up to the server’s maximum.'),
})

/** The paths at which requests are answered; what shares a path is told apart by the body. */
export function describeDialects({
  dialects,
  models,
  strict,
  secured,
}: {
  dialects: readonly Dialect[]
  models: ModelRegistry
  strict: boolean
  secured: boolean
}): Described {
  const schemas: Record<string, z.ZodType> = {}
  for (const dialect of dialects) {
    const name = schemaName(dialect)
    schemas[`${name}Request`] = requestSchema({ dialect, models: secured ? undefined : models, strict })
    schemas[`${name}Response`] = dialect.response
    schemas[`${name}Failure`] = dialect.failure
  }
  const sharing = new Map<string, Dialect[]>()
  for (const dialect of dialects) {
    for (const path of dialect.paths) sharing.set(path, [...(sharing.get(path) ?? []), dialect])
  }
  const describe = ([path, spoken]: [string, Dialect[]]) =>
    [path, { post: describeOperation({ path, spoken, schemas, models, secured }) }] as const
  return { paths: Object.fromEntries([...sharing].map(describe)), schemas }
}

function describeOperation({
  path,
  spoken,
  schemas,
  models,
  secured,
}: {
  path: string
  spoken: readonly Dialect[]
  schemas: Record<string, z.ZodType>
  models: ModelRegistry
  secured: boolean
}): ZodOpenApiOperationObject {
  const schemaOf = (kind: 'Request' | 'Response' | 'Failure'): z.ZodType => {
    const [first, ...others] = spoken.map((dialect) => schemas[`${schemaName(dialect)}${kind}`] as z.ZodType)
    return others.length === 0 ? (first as z.ZodType) : z.union([first as z.ZodType, ...others])
  }
  return {
    operationId: operationId('post', path),
    summary: spoken.map(({ title }) => title).join('; '),
    tags: ['rerank'],
    requestParams: { header: timeoutHeader },
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: schemaOf('Request'),
          examples: Object.fromEntries(
            spoken.map(({ name, title, example }) => [
              name,
              { summary: title, value: secured ? example : named(example, models) },
            ]),
          ),
        },
      },
    },
    responses: {
      '200': {
        description: 'The documents in their new order, or the scores.',
        headers: answerHeaders,
        content: { 'application/json': { schema: schemaOf('Response') } },
      },
      ...describeFailures({ failure: schemaOf('Failure'), secured, backend: spoken.some(({ statusOf }) => statusOf) }),
    },
  }
}

/** An example that asks for a model that this server has. */
function named(example: Dialect['example'], models: ModelRegistry): Dialect['example'] {
  return 'model' in example ? { ...example, model: models.all[0]?.name } : example
}

function schemaName({ name }: Dialect): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
