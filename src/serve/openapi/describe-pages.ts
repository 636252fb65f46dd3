import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import { failureHeaders } from './header-schemas.ts'

interface Page {
  readonly summary: string
  readonly type: string
  /** Statuses beside 200, and what they mean. */
  readonly others?: Readonly<Record<string, string>>
}

const notReady = { '503': 'Not now.' }
const json = 'application/json'

/** What the server answers beside requests and information: how it is, and pages for people. */
const pages: Readonly<Record<string, Page>> = {
  '/': { summary: 'The playground', type: 'text/html' },
  '/docs': { summary: 'This document as a page', type: 'text/html' },
  '/openapi.json': { summary: 'This document', type: json },
  '/metrics': { summary: 'Numbers for Prometheus', type: 'text/plain' },
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
}

/** The pages that a server has. None of them needs a key. */
export function describePages(routes: ReadonlySet<string>): ZodOpenApiPathsObject {
  return Object.fromEntries(
    Object.entries(pages)
      .filter(([path]) => routes.has(path))
      .map(([path, page]) => [path, { get: describePage(path, page) }]),
  )
}

function describePage(path: string, { summary, type, others = {} }: Page): ZodOpenApiOperationObject {
  const content = { [type]: { schema: type === json ? z.record(z.string(), z.unknown()) : z.string() } }
  const statuses = { '200': summary, ...others }
  return {
    operationId: `get${path === '/' ? 'Playground' : path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    tags: ['server'],
    security: [],
    responses: Object.fromEntries(
      Object.entries(statuses).map(([status, description]) => [
        status,
        { description, headers: failureHeaders, content },
      ]),
    ),
  }
}
