import { z } from 'zod'

/** What is read of Mixedbread's answers. */
export interface MixedbreadAnswer {
  model?: string | null | undefined
  data: { index: number; score: number }[]
  usage?: { total_tokens?: number | null | undefined } | null | undefined
}

export const mixedbreadAnswer: z.ZodType<MixedbreadAnswer> = z.object({
  model: z.string().nullish(),
  data: z.array(z.object({ index: z.number(), score: z.number() })),
  usage: z.object({ total_tokens: z.number().nullish() }).nullish(),
})
