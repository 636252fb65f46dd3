import { z } from 'zod'
import { degradedReasons, type RerankResponse, type RerankResult } from '../../../reranker/index.ts'

const passage = z.object({ start: z.int(), end: z.int() })

const result = z.object({
  index: z.int(),
  rank: z.int(),
  previousRank: z.int(),
  id: z.string().optional(),
  score: z.number().nullable(),
  logit: z.number().nullable().optional(),
  truncated: z.boolean(),
  passage: passage.optional(),
  spans: z.array(passage.extend({ score: z.number().optional() })).optional(),
  document: z.unknown().optional(),
})

interface NativeWarning {
  code?: string | undefined
  message: string
  indexes?: number[] | undefined
}

/** The library's response, as JSON. */
export interface NativeResponse extends Pick<RerankResponse, 'scale' | 'coverage' | 'degraded' | 'usage' | 'timings'> {
  id: string
  model: { name: string; id: string; revision?: string | undefined }
  results: (Omit<RerankResult, 'document' | 'retrievalScore'> & { document?: unknown })[]
  warnings: NativeWarning[]
}

/** Its shape. */
export const nativeResponse: z.ZodType = z.object({
  id: z.string(),
  model: z.object({ name: z.string(), id: z.string(), revision: z.string().optional() }),
  scale: z.enum(['sigmoid', 'logit', 'calibrated', 'provider']),
  results: z.array(result),
  coverage: z.object({ candidates: z.int(), scored: z.int() }),
  degraded: z.object({ reason: z.enum(degradedReasons), message: z.string() }).optional(),
  usage: z.object({
    pairs: z.int(),
    tokens: z.int(),
    truncated: z.int(),
    duplicates: z.int(),
    requests: z.int().optional(),
    searchUnits: z.number().optional(),
    cost: z.number().optional(),
    cacheHits: z.int().optional(),
  }),
  timings: z.object({ tokenize: z.number(), queue: z.number(), infer: z.number(), total: z.number() }),
  warnings: z.array(
    z.object({ code: z.string().optional(), message: z.string(), indexes: z.array(z.int()).optional() }),
  ),
})
