import { z } from 'zod'

/** What secondpass reads of `secondpass.json`, its own description of a model folder. */
export interface Manifest {
  format: 1
  id: string
  revision: string
  task: 'rerank'
  architecture: string
  dtype: 'fp32' | 'fp16' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4'
  window: number
  defaultMaxTokens: number
  score: { activation: 'sigmoid' | 'identity' }
  stages: { file: string }[]
  selfCheck?: { tolerance: number; pairs: { query: string; document: string; logits: number[] }[] } | undefined
}

const selfCheckSchema = z.object({
  tolerance: z.number().positive(),
  // Every load scores them, so they are few and short; with none, nothing would be checked at all.
  pairs: z
    .array(
      z.object({ query: z.string().max(1000), document: z.string().max(4000), logits: z.array(z.number()).min(1) }),
    )
    .min(1)
    .max(32),
})

/** Keys that are not listed here are left alone. */
export const manifestSchema: z.ZodType<Manifest> = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9][\w.-]{0,95}$/),
  revision: z.string().min(1).max(128),
  task: z.literal('rerank'),
  architecture: z.string().max(64).default('unknown'),
  dtype: z.enum(['fp32', 'fp16', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4']).default('fp32'),
  window: z.number().int().min(8).max(1_048_576),
  defaultMaxTokens: z.number().int().min(8),
  score: z.object({ activation: z.enum(['sigmoid', 'identity']) }),
  stages: z
    .array(z.object({ file: z.string().min(1).max(256) }))
    .min(1)
    .max(64),
  selfCheck: selfCheckSchema.optional(),
})

/** What secondpass reads of a Hugging Face `config.json`. */
export interface HuggingFaceConfig {
  architectures?: string[] | undefined
  model_type?: string | undefined
  max_position_embeddings?: number | undefined
  pad_token_id?: number | null | undefined
  num_labels?: number | undefined
  id2label?: Record<string, string> | undefined
  sentence_transformers?: { activation_fn?: string | undefined } | undefined
  /** Where sentence-transformers before version 4 kept the activation. */
  sbert_ce_default_activation_function?: string | null | undefined
}

export const configSchema: z.ZodType<HuggingFaceConfig> = z.object({
  architectures: z.array(z.string()).optional(),
  model_type: z.string().max(64).optional(),
  max_position_embeddings: z.number().int().min(8).max(16_777_216).optional(),
  pad_token_id: z.number().int().nullish(),
  num_labels: z.number().int().optional(),
  id2label: z.record(z.string(), z.string()).optional(),
  sentence_transformers: z.object({ activation_fn: z.string().optional() }).optional(),
  sbert_ce_default_activation_function: z.string().nullish(),
})

/** What secondpass reads of `config_sentence_transformers.json`. */
export interface SentenceTransformersConfig {
  activation_fn?: string | null | undefined
  prompts?: Record<string, string> | null | undefined
  default_prompt_name?: string | null | undefined
}

export const sentenceTransformersSchema: z.ZodType<SentenceTransformersConfig> = z.object({
  activation_fn: z.string().nullish(),
  prompts: z.record(z.string(), z.string()).nullish(),
  default_prompt_name: z.string().nullish(),
})

/** What secondpass reads of `modules.json`: the steps of which sentence-transformers builds a model. */
export const modulesSchema: z.ZodType<{ path: string; type: string }[]> = z.array(
  z.object({ path: z.string(), type: z.string() }),
)

/** What secondpass reads of the step that turns a causal model's next token into a score. */
export const logitScoreSchema: z.ZodType<{ true_token_id: number; false_token_id?: number | null | undefined }> =
  z.object({ true_token_id: z.number().int().nonnegative(), false_token_id: z.number().int().nonnegative().nullish() })

/** What secondpass reads of `tokenizer_config.json`; a huge number there stands for "no limit". */
export interface TokenizerConfig {
  model_max_length?: number | null | undefined
  /** A template, or several with names. */
  chat_template?: unknown
}

export const tokenizerConfigSchema: z.ZodType<TokenizerConfig> = z.object({
  model_max_length: z.number().nullish(),
  chat_template: z.unknown().optional(),
})
