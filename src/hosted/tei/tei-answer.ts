import { z } from 'zod'

/** TEI's answer to `/rerank`, best first. */
export type TeiAnswer = { index: number; score: number }[]

export const teiAnswer: z.ZodType<TeiAnswer> = z.array(z.object({ index: z.number(), score: z.number() }))
