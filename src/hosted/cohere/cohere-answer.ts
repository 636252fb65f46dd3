import { z } from 'zod'

/** What is read of Cohere's answers, versions 1 and 2; other keys are left alone. */
export const cohereAnswer = z.object({
  results: z.array(
    z.object({
      index: z.number(),
      relevance_score: z.number(),
      relevant_spans: z.array(z.object({ start: z.number(), end: z.number(), score: z.number().optional() })).nullish(),
    }),
  ),
  meta: z
    .object({
      billed_units: z.object({ search_units: z.number().nullish(), input_tokens: z.number().nullish() }).nullish(),
      warnings: z.array(z.string()).nullish(),
    })
    .nullish(),
})
