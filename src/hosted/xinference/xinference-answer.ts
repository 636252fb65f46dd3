import { z } from 'zod'

/** What is read of Xinference's answer. */
export interface XinferenceAnswer {
  results: { index: number; relevance_score: number }[]
  meta?: { tokens?: { input_tokens?: number | null | undefined } | null | undefined } | null | undefined
}

export const xinferenceAnswer: z.ZodType<XinferenceAnswer> = z.object({
  results: z.array(z.object({ index: z.number(), relevance_score: z.number() })),
  meta: z.object({ tokens: z.object({ input_tokens: z.number().nullish() }).nullish() }).nullish(),
})
