import { z } from 'zod'
import { modelConfigSchema } from './model-config-schema.ts'
import { count, ledgerPlace, milliseconds, redisAddress, someMilliseconds, word } from './schema-parts.ts'
import type {
  CacheConfig,
  DrainConfig,
  LimitsConfig,
  MetricsConfig,
  ServeConfig,
  TracingConfig,
} from './serve-config.ts'
import { defaultBodyBytes } from './settings.ts'
import { type ShapeOf, strictObject } from './strict-object.ts'

const portRange = 'a port is a whole number from 0 to 65535'
const port = z.int(portRange).min(0, portRange).max(65_535, portRange)

/** What a {@link ServeConfig} may hold. Keys that are not known are refused. */
export const serveConfigSchema: z.ZodType<ServeConfig> = strictObject({
  host: word.optional(),
  port: port.optional(),
  models: z
    .record(z.string(), modelConfigSchema)
    .refine((models) => Object.keys(models).length > 0, 'must name one model or more')
    .optional(),
  workers: count.optional(),
  depth: count.optional(),
  aliases: z.record(z.string(), word).optional(),
  apiKeys: z.array(word).optional(),
  apiKeysFile: word.optional(),
  corsOrigins: z.array(z.string().refine(isOrigin, 'must be an origin such as https://search.example.com')).optional(),
  strict: z.boolean().optional(),
  deadline: someMilliseconds.optional(),
  maxDeadline: someMilliseconds.optional(),
  limits: strictObject({
    bodyBytes: count.optional(),
    totalBodyBytes: count.optional(),
    documents: count.optional(),
    documentCharacters: count.optional(),
    queryCharacters: count.optional(),
    jsonDepth: count.optional(),
    connections: count.optional(),
  } satisfies ShapeOf<LimitsConfig>)
    .refine(({ bodyBytes = defaultBodyBytes, totalBodyBytes = bodyBytes }) => totalBodyBytes >= bodyBytes, {
      path: ['totalBodyBytes'],
      message: 'is less than `limits.bodyBytes`, the bytes of one body',
    })
    .optional(),
  cache: strictObject({
    redis: redisAddress.optional(),
    entries: count.optional(),
    ttl: someMilliseconds.optional(),
  } satisfies ShapeOf<CacheConfig>)
    .refine(({ redis, entries }) => redis === undefined || entries === undefined, {
      path: ['entries'],
      message: 'is of the store in memory; how much Redis keeps is set there',
    })
    .optional(),
  ledger: ledgerPlace.optional(),
  metrics: strictObject({
    enabled: z.boolean().optional(),
    port: port.optional(),
  } satisfies ShapeOf<MetricsConfig>).optional(),
  tracing: strictObject({ content: z.boolean().optional() } satisfies ShapeOf<TracingConfig>).optional(),
  playground: z.boolean().optional(),
  drain: strictObject({
    delay: milliseconds.optional(),
    timeout: milliseconds.optional(),
  } satisfies ShapeOf<DrainConfig>).optional(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
} satisfies ShapeOf<ServeConfig>)

function isOrigin(text: string): boolean {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text)
}
