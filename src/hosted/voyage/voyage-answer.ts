import { z } from 'zod'

/** What is read of Voyage's answers. */
export interface VoyageAnswer {
  model?: string | null | undefined
  data: { index: number; relevance_score: number }[]
  usage?: { total_tokens?: number | null | undefined } | null | undefined
}

export const voyageAnswer: z.ZodType<VoyageAnswer> = z.object({
  model: z.string().nullish(),
  data: z.array(z.object({ index: z.number(), relevance_score: z.number() })),
  usage: z.object({ total_tokens: z.number().nullish() }).nullish(),
})
