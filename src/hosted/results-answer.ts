import { z } from 'zod'
import type { WireAnswer, WireScore } from './provider.ts'

/** What servers that follow Jina and Cohere answer, as far as it is read; other keys are left alone. */
interface ResultsAnswer {
  results: { index: number; relevance_score: number }[]
  model?: string | null | undefined
  usage?: { total_tokens?: number | null | undefined } | null | undefined
}

const resultsAnswer: z.ZodType<ResultsAnswer> = z.object({
  results: z.array(z.object({ index: z.number(), relevance_score: z.number() })),
  model: z.string().nullish(),
  usage: z.object({ total_tokens: z.number().nullish() }).nullish(),
})

export function resultScores({ results }: Pick<ResultsAnswer, 'results'>): WireScore[] {
  return results.map(({ index, relevance_score: score }) => ({ index, score }))
}

/** Reads such an answer; throws a ZodError when it is none. */
export function readResults(body: unknown): WireAnswer {
  const answer = resultsAnswer.parse(body)
  const tokens = answer.usage?.total_tokens
  return { scores: resultScores(answer), usage: { ...(tokens != null && { tokens }) } }
}
