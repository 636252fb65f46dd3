import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { ServeSettings } from '../config/settings.ts'
import { dialects } from '../dialects/dialects.ts'
import { allInformation } from '../information/all-information.ts'
import type { ModelRegistry } from '../models/model-registry.ts'
import { packageVersion } from '../package-version.ts'
import { describeDialects } from './describe-dialects.ts'
import { describeInformation } from './describe-information.ts'
import { describePages } from './describe-pages.ts'
import type { OpenApiDocument } from './openapi-document.ts'

/** Describes a server's routes by the schemas that its bodies are read with. */
export function createOpenApiDocument({
  settings,
  models,
  secured,
  routes,
}: {
  settings: ServeSettings
  models: ModelRegistry
  /** Whether clients need a key. The document does not, so it does not name the models then. */
  secured: boolean
  /** Paths that the server answers to GET. */
  routes: ReadonlySet<string>
}): OpenApiDocument {
  const { paths, schemas } = describeDialects({ dialects, models, strict: settings.strict, secured })
  const pages: ZodOpenApiPathsObject = describePages(routes)
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'secondpass',
      version: packageVersion,
      description:
        'A rerank server that speaks the APIs of others. Orders documents by their relevance to a query. Each path answers in the shape that clients of the API it is named after expect.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    ...(secured && { security: [{ bearer: [] }] }),
    paths: { ...paths, ...describeInformation({ all: allInformation, secured }), ...pages },
    components: {
      schemas,
      ...(secured && {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'One of the server’s keys.' } },
      }),
    },
  })
}
