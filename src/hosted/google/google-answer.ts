import { z } from 'zod'

/** What is read of Google's answers. Records are known by the name that the call gave them. */
export interface GoogleAnswer {
  records: { id: string; score: number }[]
}

export const googleAnswer: z.ZodType<GoogleAnswer> = z.object({
  records: z.array(z.object({ id: z.string().regex(/^\d+$/), score: z.number() })),
})
