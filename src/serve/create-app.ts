import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Dialect } from './dialects/dialect.ts'
import { dialects } from './dialects/dialects.ts'
import { allInformation } from './information/all-information.ts'
import { createPlayground } from './playground/create-playground.ts'
import { createRerankHandler } from './rerank-handler.ts'
import type { ServerContext } from './server-context.ts'

/** Values that handlers find on a request's context. */
export interface AppVariables {
  readonly Variables: { requestId: string }
}

/** All routes of a server. */
export function createApp(context: ServerContext): Hono<AppVariables> {
  const app = new Hono<AppVariables>()
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    await next()
    c.header('X-Request-Id', c.get('requestId'))
  })
  for (const [path, sharing] of byPath(dialects)) app.post(path, createRerankHandler({ context, dialects: sharing }))
  for (const { paths, tell } of allInformation) {
    for (const path of paths) app.get(path, (c) => c.json(tell(context) as object))
  }
  if (context.settings.playground) app.route('/', createPlayground())
  return app
}

function byPath(all: readonly Dialect[]): Map<string, Dialect[]> {
  const found = new Map<string, Dialect[]>()
  for (const dialect of all) {
    for (const path of dialect.paths) found.set(path, [...(found.get(path) ?? []), dialect])
  }
  return found
}
