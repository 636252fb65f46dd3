import { z } from 'zod'

/** What is read of OpenRouter's answers. `document` is always there, and left alone. */
export interface OpenRouterAnswer {
  model?: string | null | undefined
  results: { index: number; relevance_score: number }[]
  usage?:
    | {
        search_units?: number | null | undefined
        total_tokens?: number | null | undefined
        /** In credits, which are US dollars. */
        cost?: number | null | undefined
      }
    | null
    | undefined
}

export const openrouterAnswer: z.ZodType<OpenRouterAnswer> = z.object({
  model: z.string().nullish(),
  results: z.array(z.object({ index: z.number(), relevance_score: z.number() })),
  usage: z
    .object({ search_units: z.number().nullish(), total_tokens: z.number().nullish(), cost: z.number().nullish() })
    .nullish(),
})
