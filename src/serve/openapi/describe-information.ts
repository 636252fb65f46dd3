import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import type { Information } from '../information/information.ts'
import { describeFailures } from './describe-failures.ts'
import { failureHeaders } from './header-schemas.ts'
import { operationId } from './operation-id.ts'

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
    operationId: operationId('get', path),
    summary: title,
    tags: ['information'],
    responses: {
      '200': { description: title, headers: failureHeaders, content: { 'application/json': { schema: response } } },
      ...describeFailures({ failure, secured, backend: false, of: ['401', '403', '500', '503'] }),
    },
  }
}
