import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Dialect } from './dialects/dialect.ts'
import { dialects } from './dialects/dialects.ts'
import { addHealthRoutes } from './health/add-health-routes.ts'
import { ModelHealth } from './health/model-health.ts'
import { createMetricsHandler } from './observe/metrics/metrics-handler.ts'
import { observeHttp } from './observe/observe-http.ts'
import type { RequestVariables } from './observe/request-variables.ts'
import { traceRequest } from './observe/trace/trace-request.ts'
import { createRerankHandler } from './rerank-handler.ts'
import type { ServerContext } from './server-context.ts'

/** What a request's context holds. */
export interface AppVariables {
  readonly Variables: RequestVariables
}

/** All routes of a server. */
export function createApp(options: ServerContext): Hono<AppVariables> {
  const health = new ModelHealth()
  const context = { ...options, observers: [...options.observers, health] }
  const app = new Hono<AppVariables>()
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    await next()
    c.header('X-Request-Id', c.get('requestId'))
  })
  app.use(observeHttp(context.observers))
  addHealthRoutes({ app, context, health })
  if (context.metrics) app.get('/metrics', createMetricsHandler(context.metrics))
  const traced = traceRequest(context.settings.tracing)
  for (const [path, sharing] of byPath(dialects))
    app.post(path, traced, createRerankHandler({ context, dialects: sharing }))
  return app
}

function byPath(all: readonly Dialect[]): Map<string, Dialect[]> {
  const found = new Map<string, Dialect[]>()
  for (const dialect of all) {
    for (const path of dialect.paths) found.set(path, [...(found.get(path) ?? []), dialect])
  }
  return found
}
