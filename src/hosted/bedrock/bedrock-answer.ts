import { z } from 'zod'

/** What is read of Bedrock's answers. They say nothing of usage. */
export interface BedrockAnswer {
  results: { index: number; relevanceScore: number }[]
}

export const bedrockAnswer: z.ZodType<BedrockAnswer> = z.object({
  results: z.array(z.object({ index: z.number(), relevanceScore: z.number() })),
})
