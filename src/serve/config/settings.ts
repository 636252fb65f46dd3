import type { LimitsConfig, ServeConfig } from './serve-config.ts'

/** The parts of a {@link ServeConfig} that handlers read, with nothing left open. */
export interface ServeSettings {
  readonly host: string
  readonly port: number
  readonly corsOrigins: readonly string[]
  readonly strict: boolean
  readonly deadline: number
  readonly maxDeadline: number
  readonly limits: { readonly [Name in keyof LimitsConfig]-?: number }
  readonly playground: boolean
  readonly metrics: { readonly enabled: boolean; readonly port?: number }
  readonly tracing: { readonly content: boolean }
  readonly logLevel: NonNullable<ServeConfig['logLevel']>
  readonly drain: { readonly delay: number; readonly timeout: number }
}

/** Bytes that a body may have where nothing is said. */
export const defaultBodyBytes: number = 16 * 1024 * 1024

/** Fills in defaults. */
export function resolveServeSettings(config: ServeConfig): ServeSettings {
  const { metrics = {}, limits = {}, drain = {} } = config
  return {
    host: config.host ?? '127.0.0.1',
    port: config.port ?? 8787,
    corsOrigins: config.corsOrigins ?? [],
    strict: config.strict ?? false,
    deadline: config.deadline ?? 30_000,
    maxDeadline: config.maxDeadline ?? 120_000,
    limits: {
      bodyBytes: limits.bodyBytes ?? defaultBodyBytes,
      totalBodyBytes: limits.totalBodyBytes ?? 16 * (limits.bodyBytes ?? defaultBodyBytes),
      documents: limits.documents ?? 10_000,
      documentCharacters: limits.documentCharacters ?? 131_072,
      queryCharacters: limits.queryCharacters ?? 32_768,
      jsonDepth: limits.jsonDepth ?? 16,
      connections: limits.connections ?? 1024,
    },
    playground: config.playground ?? true,
    metrics: { enabled: metrics.enabled ?? true, ...(metrics.port !== undefined && { port: metrics.port }) },
    tracing: { content: config.tracing?.content ?? false },
    logLevel: config.logLevel ?? 'info',
    drain: { delay: drain.delay ?? 0, timeout: drain.timeout ?? 30_000 },
  }
}
