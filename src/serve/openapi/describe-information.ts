import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import type { Information } from '../information/information.ts'
import { failureHeaders } from './header-schemas.ts'

const failure = z.object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) })

/** The paths at which the server tells of itself. */
export function describeInformation({
  all,
  secured,
}: {
  all: readonly Information[]
  secured: boolean
}): ZodOpenApiPathsObject {
  return Object.fromEntries(
    all.flatMap((information) =>
      information.paths.map((path) => [path, { get: describeOperation({ information, path, secured }) }]),
    ),
  )
}

function describeOperation({
  information: { title, response },
  path,
  secured,
}: {
  information: Information
  path: string
  secured: boolean
}): ZodOpenApiOperationObject {
  return {
    operationId: `get${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: title,
    tags: ['information'],
    responses: {
      '200': { description: title, headers: failureHeaders, content: { 'application/json': { schema: response } } },
      ...(secured && {
        '401': {
          description: 'The key is missing or wrong.',
          headers: failureHeaders,
          content: { 'application/json': { schema: failure } },
        },
      }),
    },
  }
}
