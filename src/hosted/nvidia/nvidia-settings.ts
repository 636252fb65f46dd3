import { z } from 'zod'

/** NVIDIA's own settings. */
export interface NvidiaSettings {
  /** What happens to a text that is too long: its end is cut, or the call fails. Default END. */
  truncate: 'END' | 'NONE'
  /** Whether the address is that of a container of your own. Default: whether it is not NVIDIA's. */
  selfHosted?: boolean | undefined
  /** The model's place below `/v1/retrieval/` of the hosted API, where it is not the model's name. */
  path?: string | undefined
}

export const nvidiaSettings: z.ZodType<NvidiaSettings> = z.strictObject({
  truncate: z.enum(['END', 'NONE']).default('END'),
  selfHosted: z.boolean().optional(),
  path: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*$/)
    .optional(),
})
