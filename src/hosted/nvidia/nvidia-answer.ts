import { z } from 'zod'

/** What is read of NIM's answers. */
export interface NvidiaAnswer {
  rankings: { index: number; logit: number }[]
  usage?: { total_tokens?: number | null | undefined } | null | undefined
}

export const nvidiaAnswer: z.ZodType<NvidiaAnswer> = z.object({
  rankings: z.array(z.object({ index: z.number(), logit: z.number() })),
  usage: z.object({ total_tokens: z.number().nullish() }).nullish(),
})
