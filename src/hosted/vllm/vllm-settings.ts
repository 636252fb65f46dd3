import { z } from 'zod'

/** Settings of vLLM. `truncate_prompt_tokens` is not among them: it cuts query and template away. */
export interface VllmSettings {
  /** Documents are cut at so many tokens; without it, one that is too long fails the call. vLLM of April 2026 and later. */
  maxTokensPerDocument?: number | undefined
  /** The query is cut at so many tokens. vLLM of April 2026 and later. */
  maxTokensPerQuery?: number | undefined
  /** `false` asks for the model's raw output. Default: as the server is set up, which is with activation. */
  useActivation?: boolean | undefined
  /** For models whose template has a place for one. */
  instruction?: string | undefined
  /** Calls with a low number go first, where the server schedules by priority. */
  priority?: number | undefined
}

export const vllmSettings: z.ZodType<VllmSettings> = z.strictObject({
  maxTokensPerDocument: z.number().int().positive().optional(),
  maxTokensPerQuery: z.number().int().positive().optional(),
  useActivation: z.boolean().optional(),
  instruction: z.string().optional(),
  priority: z.number().int().optional(),
})
