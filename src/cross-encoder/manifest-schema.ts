import { z } from 'zod'

/** What secondpass reads of `secondpass.json`, its own description of a model folder. */
export interface Manifest {
  format: 1
  id: string
  revision: string
  task: 'rerank'
  window: number
  defaultMaxTokens: number
  score: { activation: 'sigmoid' | 'identity' }
  stages: { file: string }[]
}

/** Keys that are not listed here are left alone. */
export const manifestSchema: z.ZodType<Manifest> = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9][\w.-]{0,95}$/),
  revision: z.string().min(1).max(128),
  task: z.literal('rerank'),
  window: z.number().int().min(8).max(1_048_576),
  defaultMaxTokens: z.number().int().min(8),
  score: z.object({ activation: z.enum(['sigmoid', 'identity']) }),
  stages: z
    .array(z.object({ file: z.string().min(1).max(256) }))
    .min(1)
    .max(64),
})

/** What secondpass reads of a Hugging Face `config.json`. */
export interface HuggingFaceConfig {
  max_position_embeddings?: number | undefined
  num_labels?: number | undefined
  id2label?: Record<string, string> | undefined
  sentence_transformers?: { activation_fn?: string | undefined } | undefined
  /** Where sentence-transformers before version 4 kept the activation. */
  sbert_ce_default_activation_function?: string | null | undefined
}

export const configSchema: z.ZodType<HuggingFaceConfig> = z.object({
  max_position_embeddings: z.number().int().min(8).optional(),
  num_labels: z.number().int().optional(),
  id2label: z.record(z.string(), z.string()).optional(),
  sentence_transformers: z.object({ activation_fn: z.string().optional() }).optional(),
  sbert_ce_default_activation_function: z.string().nullish(),
})
