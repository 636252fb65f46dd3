import { z } from 'zod'

/** What is read of Jina's answers. `document`, a text or an object of one, is left alone. */
export interface JinaAnswer {
  model?: string | null | undefined
  results: { index: number; relevance_score: number }[]
  usage?: { total_tokens?: number | null | undefined } | null | undefined
}

export const jinaAnswer: z.ZodType<JinaAnswer> = z.object({
  model: z.string().nullish(),
  results: z.array(z.object({ index: z.number(), relevance_score: z.number() })),
  usage: z.object({ total_tokens: z.number().nullish() }).nullish(),
})
