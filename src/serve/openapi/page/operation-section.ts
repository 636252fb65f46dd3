import { html } from 'hono/html'
import type { OpenApiDocument } from '../openapi-document.ts'
import { type Field, type JsonSchema, listFields, resolve } from './list-fields.ts'
import type { Operation } from './list-operations.ts'

/** What `html` makes: text in which everything from outside is escaped. */
export type Markup = ReturnType<typeof html>

/** An operation with its fields, examples and failures. */
export function operationSection(operation: Operation, document: OpenApiDocument): Markup {
  const { method, path, id, summary, request, response, examples, failures } = operation
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}"><code>${method} ${path}</code></h2>
    <p>${summary}</p>
    ${examples.map((example) => exampleOf({ path, secured: document.security !== undefined, ...example }))}
    ${request ? fieldTables({ title: 'Request', schema: request, document }) : ''}
    ${response ? fieldTables({ title: 'Answer', schema: response, document }) : ''}
    <h3>Statuses</h3>
    <ul>${failures.map(([status, description]) => html`<li><code>${status}</code> ${description}</li>`)}</ul>
  </section>`
}

function exampleOf({
  path,
  secured,
  title,
  body,
}: {
  path: string
  secured: boolean
  title: string
  body: unknown
}): Markup {
  const key = secured ? '\n  -H "Authorization: Bearer $KEY" \\' : ''
  const json = JSON.stringify(body, null, 2)
  return html`<h3>Example: ${title}</h3>
    <pre tabindex="0"><code>curl http://127.0.0.1:8787${path} \\${key}
  -H 'Content-Type: application/json' \\
  -d '${json.replaceAll("'", "'\\''")}'</code></pre>`
}

/** One table for each of the shapes that share a path. */
function fieldTables({
  title,
  schema,
  document,
}: {
  title: string
  schema: JsonSchema
  document: OpenApiDocument
}): Markup[] {
  const shapes = resolve(schema, document).anyOf ?? [schema]
  return shapes.map((shape) => {
    const name = shape.$ref?.split('/').at(-1)
    return fieldTable(name === undefined ? title : `${title}: ${name}`, listFields({ schema: shape, document }))
  })
}

function fieldTable(title: string, fields: readonly Field[]): Markup {
  if (fields.length === 0) return html``
  return html`<h3>${title}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table>
        <thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">About</th></tr></thead>
        <tbody>${fields.map(fieldRow)}</tbody>
      </table>
    </div>`
}

function fieldRow({ name, type, required, description }: Field): Markup {
  return html`<tr>
    <th scope="row"><code>${name}</code></th>
    <td><code>${type}</code></td>
    <td>${required ? html`<span class="quiet">required.</span> ` : ''}${description}</td>
  </tr>`
}
