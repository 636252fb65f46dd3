import { html, raw } from 'hono/html'
import type { OpenApiDocument } from '../openapi-document.ts'
import { listOperations } from './list-operations.ts'
import { operationSection } from './operation-section.ts'
import { pageStyle } from './page-style.ts'

/** The document as a page for people: no script, nothing from elsewhere. */
export async function renderPage(document: OpenApiDocument): Promise<string> {
  const operations = listOperations(document)
  const { title, version, description } = document.info
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}: API</title>
        <style>${raw(pageStyle)}</style>
      </head>
      <body>
        <a class="skip" href="#operations">Skip the list</a>
        <header>
          <h1>${title} <span class="quiet">${version}</span></h1>
          <p>${description} <a href="/openapi.json">openapi.json</a></p>
        </header>
        <nav aria-label="Operations">
          <ul>
            ${operations.map(({ id, method, path }) => html`<li><a href="#${id}"><code>${method} ${path}</code></a></li>`)}
          </ul>
        </nav>
        <main id="operations">${operations.map((operation) => operationSection(operation, document))}</main>
      </body>
    </html>`
  return String(page)
}
