import { z } from 'zod'

/** What is read of Pinecone's answers. */
export interface PineconeAnswer {
  model?: string | null | undefined
  data: { index: number; score: number }[]
  usage?: { rerank_units?: number | null | undefined } | null | undefined
}

export const pineconeAnswer: z.ZodType<PineconeAnswer> = z.object({
  model: z.string().nullish(),
  data: z.array(z.object({ index: z.number(), score: z.number() })),
  usage: z.object({ rerank_units: z.number().nullish() }).nullish(),
})
