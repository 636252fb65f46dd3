import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import type { AppEnvironment } from '../app-environment.ts'
import type { ServerContext } from '../server-context.ts'
import { createOpenApiDocument } from './create-openapi-document.ts'
import type { OpenApiDocument } from './openapi-document.ts'
import { pageStyle } from './page/page-style.ts'
import { renderPage } from './page/render-page.ts'

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Adds `/openapi.json` and `/docs`, which describe the routes that the app has when they are first asked for. */
export function addOpenApiRoutes({ app, context }: { app: Hono<AppEnvironment>; context: ServerContext }): void {
  let made: OpenApiDocument | undefined
  const document = (): OpenApiDocument => {
    const routes = new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
    made ??= createOpenApiDocument({ ...context, secured: context.apiKeys.required, routes })
    return made
  }
  let page: Promise<string> | undefined
  app.get('/openapi.json', (c) => c.json(document()))
  app.get('/docs', async (c) => {
    page ??= renderPage(document())
    return c.html(await page, 200, {
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    })
  })
}
