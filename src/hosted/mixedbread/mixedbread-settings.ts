import { z } from 'zod'

/** Mixedbread's own settings. */
export interface MixedbreadSettings {
  /** Whether the service rewrites the query before it scores. The service's default is false. */
  rewriteQuery?: boolean | undefined
}

export const mixedbreadSettings: z.ZodType<MixedbreadSettings> = z.strictObject({
  rewriteQuery: z.boolean().optional(),
})
