import { z } from 'zod'
import type { ZodOpenApiContentObject, ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import { failureHeaders } from './header-schemas.ts'
import { operationId } from './operation-id.ts'

interface Page {
  readonly summary: string
  readonly type: string
  /** Statuses beside 200, and what they mean. */
  readonly others?: Readonly<Record<string, string>>
  /** Whether it asks for a key where the server has keys. */
  readonly secured?: true
  readonly params?: z.ZodObject
}

const notReady = { '503': 'Not now.' }
const json = 'application/json'

/** What the server answers beside requests and information: how it is, and pages for people. */
const pages: Readonly<Record<string, Page>> = {
  '/': { summary: 'The playground', type: 'text/html' },
  '/docs': { summary: 'This document as a page', type: 'text/html' },
  '/openapi.json': { summary: 'This document', type: json },
  '/metrics': {
    summary: 'Numbers for Prometheus',
    type: 'text/plain',
    others: { '401': 'The key is missing or wrong.' },
    secured: true,
  },
  '/livez': { summary: 'Whether the process lives', type: json },
  '/readyz': { summary: 'Whether requests can be answered', type: json, others: notReady },
  '/startupz': { summary: 'Whether models are loaded', type: json, others: notReady },
  '/health': {
    summary: 'Whether requests can be answered, by the name that TEI has for it',
    type: json,
    others: notReady,
  },
  '/ping': {
    summary: 'Whether requests can be answered, by the name that SageMaker has for it',
    type: json,
    others: notReady,
  },
  '/v2/health/live': { summary: 'Open Inference Protocol: whether the process lives', type: json },
  '/v2/health/ready': {
    summary: 'Open Inference Protocol: whether requests can be answered',
    type: json,
    others: notReady,
  },
  '/v2/models/{model}/ready': {
    summary: 'Open Inference Protocol: whether a model can answer',
    type: json,
    others: { ...notReady, '404': 'There is no model of this name.' },
    params: z.object({ model: z.string() }),
  },
}

/** The pages that a server has, by its routes. */
export function describePages(routes: ReadonlySet<string>): ZodOpenApiPathsObject {
  return Object.fromEntries(
    Object.entries(pages)
      .filter(([path]) => routes.has(path.replace(/\{(\w+)\}/g, ':$1')))
      .map(([path, page]) => [path, { get: describePage(path, page) }]),
  )
}

function describePage(path: string, { summary, type, others = {}, secured, params }: Page): ZodOpenApiOperationObject {
  const statuses = { '200': summary, ...others }
  return {
    operationId: operationId('get', path),
    summary,
    tags: ['server'],
    ...(!secured && { security: [] }),
    ...(params && { requestParams: { path: params } }),
    responses: Object.fromEntries(
      Object.entries(statuses).map(([status, description]) => [
        status,
        { description, headers: failureHeaders, content: contentOf(status === '200' ? type : json) }, // Failures are JSON.
      ]),
    ),
  }
}

function contentOf(type: string): ZodOpenApiContentObject {
  return { [type]: { schema: type === json ? z.record(z.string(), z.unknown()) : z.string() } }
}
