import { z } from 'zod'

/** Numbers as the configuration has them. */
export const count: z.ZodType<number> = z.int().min(1)
export const milliseconds: z.ZodType<number> = z.number().min(0)
export const someMilliseconds: z.ZodType<number> = z.number().positive()
export const word: z.ZodType<string> = z.string().trim().min(1)
/** Where Redis is. */
export const redisAddress: z.ZodType<string> = z
  .string()
  .refine((text) => /^rediss?:\/\/./.test(text) && URL.canParse(text), {
    message: 'must be an address such as redis://127.0.0.1:6379; in a password, write # as %23, / as %2F, and so on',
  })
/** Where costs are noted: a file, or a Redis. */
export const ledgerPlace: z.ZodType<string> = z.union([redisAddress, word.refine((text) => !/^rediss?:/.test(text))], {
  message: 'must be a file, or an address such as redis://127.0.0.1:6379',
})
