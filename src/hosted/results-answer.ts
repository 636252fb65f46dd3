import { z } from 'zod'
import type { WireScore } from './provider.ts'

/** What servers that follow Jina and Cohere answer, as far as it is read; other keys are left alone. */
export interface ResultsAnswer {
  results: { index: number; relevance_score: number }[]
  model?: string | null | undefined
  usage?: { total_tokens?: number | null | undefined } | null | undefined
}

export const resultsAnswer: z.ZodType<ResultsAnswer> = z.object({
  results: z.array(z.object({ index: z.number(), relevance_score: z.number() })),
  model: z.string().nullish(),
  usage: z.object({ total_tokens: z.number().nullish() }).nullish(),
})

export function resultScores({ results }: Pick<ResultsAnswer, 'results'>): WireScore[] {
  return results.map(({ index, relevance_score: score }) => ({ index, score }))
}
