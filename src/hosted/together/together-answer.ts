import { z } from 'zod'

/** What is read of Together's answers. `document` is always there, and left alone. */
export interface TogetherAnswer {
  model?: string | null | undefined
  results: { index: number; relevance_score: number }[]
  usage?: { total_tokens?: number | null | undefined } | null | undefined
}

export const togetherAnswer: z.ZodType<TogetherAnswer> = z.object({
  model: z.string().nullish(),
  results: z.array(z.object({ index: z.number(), relevance_score: z.number() })),
  usage: z.object({ total_tokens: z.number().nullish() }).nullish(),
})
