import { z } from 'zod'

/** Settings of TEI. */
export interface TeiSettings {
  /** Whether long texts are cut, and not refused. Default true. */
  truncate: boolean
  /** Where they are cut. TEI's default is `right`. */
  truncationDirection?: 'left' | 'right' | undefined
  /** Whether scores are the model's raw output, and not its sigmoid. Default true. */
  rawScores: boolean
}

export const teiSettings: z.ZodType<TeiSettings> = z.strictObject({
  truncate: z.boolean().default(true),
  truncationDirection: z.enum(['left', 'right']).optional(),
  rawScores: z.boolean().default(true),
})
