import { z } from 'zod'

/** Settings of Infinity. */
export interface InfinitySettings {
  /** The server's `--url-prefix`, such as `/v1`. Default none. */
  urlPrefix: string
  /** Whether scores are the model's raw output, and not its sigmoid. Default true. */
  rawScores: boolean
  /** Whether the server was started with `--lengths-via-tokenize`; without, its usage counts characters. Default false. */
  lengthsViaTokenize: boolean
}

export const infinitySettings: z.ZodType<InfinitySettings> = z.strictObject({
  urlPrefix: z
    .string()
    .regex(/^(\/[^/?#]+)*$/, 'must be empty, or begin with a slash and not end with one')
    .default(''),
  rawScores: z.boolean().default(true),
  lengthsViaTokenize: z.boolean().default(false),
})
