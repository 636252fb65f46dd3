import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import type { AppEnvironment } from './app-environment.ts'
import type { Dialect } from './dialects/dialect.ts'
import { dialects } from './dialects/dialects.ts'
import { addHealthRoutes } from './health/add-health-routes.ts'
import { ModelHealth } from './health/model-health.ts'
import { addAnswerHeaders } from './http/add-answer-headers.ts'
import { allowOrigins } from './http/allow-origins.ts'
import { BodyMemory } from './http/body-memory.ts'
import { createFailureAnswers } from './http/failure-answers.ts'
import { pathOf } from './http/path-of.ts'
import { refuseForeignPages } from './http/refuse-foreign-pages.ts'
import { refuseWhenEnding } from './http/refuse-when-ending.ts'
import { requireApiKey } from './http/require-api-key.ts'
import { allInformation } from './information/all-information.ts'
import { createMetricsHandler } from './observe/metrics/metrics-handler.ts'
import { observeHttp } from './observe/observe-http.ts'
import { traceRequest } from './observe/trace/trace-request.ts'
import { addOpenApiRoutes } from './openapi/add-openapi-routes.ts'
import { createPlayground } from './playground/create-playground.ts'
import { createRerankHandler } from './rerank-handler.ts'
import type { ServerContext } from './server-context.ts'

/** All routes of a server. */
export function createApp(options: ServerContext): Hono<AppEnvironment> {
  const health = new ModelHealth()
  const context = { ...options, observers: [...options.observers, health] }
  const { settings, apiKeys, metrics } = context
  const app = new Hono<AppEnvironment>({ getPath: pathOf })
  const failures = createFailureAnswers(dialects)
  app.onError(failures.onError).notFound(failures.notFound)
  app.use(addAnswerHeaders(), requestId({ limitLength: 128 }), observeHttp(context.observers))
  if (settings.corsOrigins.length > 0) app.use(allowOrigins(settings.corsOrigins))
  app.use(methodNotAllowed({ app, onMethodNotAllowed: failures.methodNotAllowed }))
  addHealthRoutes({ app, context, health }) // Those who probe have no keys.
  addOpenApiRoutes({ app, context })
  if (settings.playground) app.route('/', createPlayground())

  // Routes above this line ask for no key, those below do.
  app.use(requireApiKey(apiKeys))
  if (metrics) app.get('/metrics', createMetricsHandler(metrics)) // Also while the server ends.
  app.use(
    refuseForeignPages({ origins: settings.corsOrigins, asksForKeys: apiKeys.required }),
    refuseWhenEnding(context),
  )
  const traced = traceRequest(settings.tracing)
  const bodies = new BodyMemory({ limit: settings.limits.totalBodyBytes })
  for (const [path, sharing] of byPath(dialects)) {
    app.post(path, traced, createRerankHandler({ context, bodies, dialects: sharing }))
  }
  for (const { paths, tell } of allInformation) {
    for (const path of paths) app.get(path, (c) => c.json(tell(context) as object))
  }
  return app
}

function byPath(all: readonly Dialect[]): Map<string, Dialect[]> {
  const found = new Map<string, Dialect[]>()
  for (const dialect of all) {
    for (const path of dialect.paths) found.set(path, [...(found.get(path) ?? []), dialect])
  }
  return found
}
