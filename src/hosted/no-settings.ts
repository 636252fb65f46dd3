import { z } from 'zod'

/** Of a service whose calls have nothing to set. */
export const noSettings: z.ZodType<Record<string, never>> = z.strictObject({})
