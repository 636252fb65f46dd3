import { z } from 'zod'

/** Cohere's own settings. */
export interface CohereSettings {
  /** The version of the API. Default 2. */
  apiVersion: 1 | 2
  /** Documents are cut at so many tokens before they are scored; version 2. Cohere's default is 4,096. */
  maxTokensPerDocument?: number | undefined
  /** Into how many chunks a document is cut at most; version 1. */
  maxChunksPerDocument?: number | undefined
  /** 0 to 999; calls with a high number are dropped first when the service is busy. Version 2. */
  priority?: number | undefined
  /** Asks Rerank 5 for the passages that it finds relevant. */
  relevantSpans?: boolean | { maxSpans?: number | undefined; threshold?: number | undefined } | undefined
}

export const cohereSettings: z.ZodType<CohereSettings> = z.strictObject({
  apiVersion: z.union([z.literal(1), z.literal(2)]).default(2),
  maxTokensPerDocument: z.number().int().positive().optional(),
  maxChunksPerDocument: z.number().int().positive().optional(),
  priority: z.number().int().min(0).max(999).optional(),
  relevantSpans: z
    .union([
      z.boolean(),
      z.strictObject({
        maxSpans: z.number().int().positive().optional(),
        threshold: z.number().min(0).max(1).optional(),
      }),
    ])
    .optional(),
})
