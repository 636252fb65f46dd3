import { z } from 'zod'
import type { ServedAnswer } from '../../answer/served-answer.ts'

interface TokenUsage {
  prompt_tokens: number
  total_tokens: number
}

export const tokenUsage: z.ZodType<TokenUsage> = z.object({ prompt_tokens: z.int(), total_tokens: z.int() })

/** Tokens that were read for all answers, the query once for each document. */
export function writeTokenUsage(answers: readonly ServedAnswer[]): TokenUsage {
  const tokens = answers.reduce((sum, { response }) => sum + response.usage.tokens, 0)
  return { prompt_tokens: tokens, total_tokens: tokens }
}
