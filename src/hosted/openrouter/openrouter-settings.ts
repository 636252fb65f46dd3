import { z } from 'zod'

/** OpenRouter's own settings. */
export interface OpenRouterSettings {
  /** Which providers may serve the call, and in which order: OpenRouter's provider preferences, sent as they are. */
  provider?: Readonly<Record<string, unknown>> | undefined
  /** Your own name for the user on whose behalf the call is made. Never sent on to the provider. */
  user?: string | undefined
  /** Groups calls that belong together. At most 256 characters. */
  sessionId?: string | undefined
}

export const openrouterSettings: z.ZodType<OpenRouterSettings> = z.strictObject({
  provider: z.record(z.string(), z.unknown()).optional(),
  user: z.string().optional(),
  sessionId: z.string().max(256).optional(),
})
