import type { z } from 'zod'
import type { ZodOpenApiResponsesObject } from 'zod-openapi'
import { failureHeaders, retryHeaders } from './header-schemas.ts'

const failures: Readonly<Record<string, string>> = {
  '400': 'The request cannot be read, or has nothing to rank.',
  '401': 'The key is missing or wrong.',
  '403': 'The page that sends the request is not one of the origins that may.',
  '404': 'The server has no model of this name.',
  '408': 'The body did not come in time.',
  '413': 'The request is larger than this server takes, or could never be answered in time.',
  '415': 'The body is no JSON.',
  '422': 'The request has fields or values that are refused, or texts that must not be cut and are too long.',
  '424': 'The model failed.',
  '429': 'There is too much to do.',
  '500': 'The server failed.',
  '502': 'The service behind the model gave no usable answer.',
  '503': 'The server starts or ends, or the model is not available.',
  '504': 'The answer was not there in time.',
}

const retryable = new Set(['429', '503'])

/** The ways in which a request can fail, all in the same shape. */
export function describeFailures({
  failure,
  secured,
  backend,
  of = Object.keys(failures),
}: {
  failure: z.ZodType
  /** Whether clients need a key. */
  secured: boolean
  /** Whether a client may know 424, which is TEI's. */
  backend: boolean
  /** The statuses that can be. Default: all that a rerank request can have. */
  of?: readonly string[]
}): ZodOpenApiResponsesObject {
  const statuses = of.filter((status) => (status !== '401' || secured) && (status !== '424' || backend))
  const describe = (status: string) => ({
    description: failures[status] as string,
    headers: retryable.has(status) ? retryHeaders : failureHeaders,
    content: { 'application/json': { schema: failure } },
  })
  return Object.fromEntries(statuses.map((status) => [status, describe(status)])) as ZodOpenApiResponsesObject
}
