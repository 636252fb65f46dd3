import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import type { Dialect } from './dialects/dialect.ts'
import { dialects } from './dialects/dialects.ts'
import { addAnswerHeaders } from './http/add-answer-headers.ts'
import { allowOrigins } from './http/allow-origins.ts'
import { createFailureAnswers } from './http/failure-answers.ts'
import { refuseForeignPages } from './http/refuse-foreign-pages.ts'
import { refuseWhenEnding } from './http/refuse-when-ending.ts'
import { requireApiKey } from './http/require-api-key.ts'
import { allInformation } from './information/all-information.ts'
import { addOpenApiRoutes } from './openapi/add-openapi-routes.ts'
import { createRerankHandler } from './rerank-handler.ts'
import type { ServerContext } from './server-context.ts'

/** Values that handlers find on a request's context. */
export interface AppVariables {
  readonly Variables: { requestId: string }
}

/** All routes of a server. */
export function createApp(context: ServerContext): Hono<AppVariables> {
  const { settings, apiKeys } = context
  const app = new Hono<AppVariables>()
  const failures = createFailureAnswers(dialects)
  app.onError(failures.onError).notFound(failures.notFound)
  app.use(addAnswerHeaders(), requestId({ limitLength: 128 }))
  if (settings.corsOrigins.length > 0) app.use(allowOrigins(settings.corsOrigins))
  app.use(methodNotAllowed({ app, onMethodNotAllowed: failures.methodNotAllowed }))
  addOpenApiRoutes({ app, context })

  // Routes above this line ask for no key, those below do.
  app.use(requireApiKey(apiKeys), refuseForeignPages(settings.corsOrigins), refuseWhenEnding(context))
  for (const [path, sharing] of byPath(dialects)) app.post(path, createRerankHandler({ context, dialects: sharing }))
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
