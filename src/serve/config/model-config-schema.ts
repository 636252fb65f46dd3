import { z } from 'zod'
import type { Budget } from '../../compose/index.ts'
import { dtypes } from '../../cross-encoder/index.ts'
import type { Reranker } from '../../reranker/index.ts'
import { count, someMilliseconds, word } from './schema-parts.ts'
import type { DegradeConfig, ModelConfig, QueueConfig } from './serve-config.ts'
import { type ShapeOf, strictObject } from './strict-object.ts'

const dollars = z.number().min(0)

const modelConfig = strictObject({
  model: z.union([word, z.custom<Reranker>(isReranker)], "must be a model's name, or a reranker"),
  fallback: z.array(word).optional(),
  cache: z.boolean().optional(),
  budget: strictObject({
    perRequest: dollars.optional(),
    perHour: dollars.optional(),
    perDay: dollars.optional(),
    ifUnknown: z.enum(['refuse', 'allow']).optional(),
  } satisfies ShapeOf<Budget>).optional(),
  depth: count.optional(),
  queue: strictObject({
    requests: count.optional(),
    tokens: count.optional(),
  } satisfies ShapeOf<QueueConfig>).optional(),
  degrade: strictObject({
    minDepth: count.optional(),
    model: word.optional(),
    firstStage: z.boolean().optional(),
  } satisfies ShapeOf<DegradeConfig>).optional(),
  dtype: z.enum(dtypes).optional(),
  workers: count.optional(),
  maxTokens: z.int().min(8).optional(),
  longDocuments: z.enum(['truncate', 'chunk']).optional(),
  maxChunks: count.optional(),
  frozen: z.boolean().optional(),
  lockFile: word.optional(),
  apiKey: word.optional(),
  baseUrl: z.url().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  fetch: z.custom<typeof globalThis.fetch>((value) => typeof value === 'function', 'must be a function').optional(),
  timeout: someMilliseconds.optional(),
  retries: z.int().min(0).max(10).optional(),
  concurrency: count.optional(),
  maxQueue: z.int().min(0).optional(),
  hedge: z.boolean().optional(),
  maxResponseBytes: count.optional(),
  price: strictObject({ perMillionTokens: dollars.optional(), perThousandSearchUnits: dollars.optional() }).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
} satisfies ShapeOf<ModelConfig>)

/** A model of a configuration: a name, or more about it. */
export const modelConfigSchema: z.ZodType<string | ModelConfig> = z.unknown().transform(readModel)

/** By hand, as a union would say of each of its parts why it does not fit. */
function readModel(value: unknown, context: z.RefinementCtx): string | ModelConfig {
  const { error, data } = (typeof value === 'string' ? word : modelConfig).safeParse(value)
  for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue)
  return data ?? z.NEVER
}

function isReranker(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'rerank' in value && typeof value.rerank === 'function'
}
