import { z } from 'zod'

/** What is read of Cohere's answers, versions 1 and 2; other keys are left alone. */
export interface CohereAnswer {
  results: {
    index: number
    relevance_score: number
    /** Places count code points. */
    relevant_spans?: { start: number; end: number; score?: number | undefined }[] | null | undefined
  }[]
  meta?:
    | {
        billed_units?:
          | { search_units?: number | null | undefined; input_tokens?: number | null | undefined }
          | null
          | undefined
        tokens?: { input_tokens?: number | null | undefined } | null | undefined
        warnings?: string[] | null | undefined
      }
    | null
    | undefined
}

const span = z.object({ start: z.number().int(), end: z.number().int(), score: z.number().optional() })

export const cohereAnswer: z.ZodType<CohereAnswer> = z.object({
  results: z.array(
    z.object({ index: z.number(), relevance_score: z.number(), relevant_spans: z.array(span).nullish() }),
  ),
  meta: z
    .object({
      billed_units: z.object({ search_units: z.number().nullish(), input_tokens: z.number().nullish() }).nullish(),
      tokens: z.object({ input_tokens: z.number().nullish() }).nullish(),
      warnings: z.array(z.string()).nullish(),
    })
    .nullish(),
})
