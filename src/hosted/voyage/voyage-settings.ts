import { z } from 'zod'

/** Voyage's own settings. */
export interface VoyageSettings {
  /** Whether a text that is too long is cut; false makes it an error. Voyage's default is true. */
  truncation?: boolean | undefined
}

export const voyageSettings: z.ZodType<VoyageSettings> = z.strictObject({ truncation: z.boolean().optional() })
