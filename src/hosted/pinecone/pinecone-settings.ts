import { z } from 'zod'

/** Pinecone's own settings. */
export interface PineconeSettings {
  /** The version of the API. Default 2026-04. */
  apiVersion: string
  /** What happens to a text that is too long: its end is cut, or the call fails. Default END, for models that have it. */
  truncate?: 'END' | 'NONE' | undefined
  /** Documents are cut at so many tokens; cohere-rerank-4-fast. The service's default is 1,024, the most is 4,096. */
  maxTokensPerDocument?: number | undefined
}

export const pineconeSettings: z.ZodType<PineconeSettings> = z.strictObject({
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .default('2026-04'),
  truncate: z.enum(['END', 'NONE']).optional(),
  maxTokensPerDocument: z.number().int().positive().optional(),
})
