import { z } from 'zod'

/** Numbers as the configuration has them. */
export const count: z.ZodType<number> = z.int().min(1)
export const milliseconds: z.ZodType<number> = z.number().min(0)
export const someMilliseconds: z.ZodType<number> = z.number().positive()
export const word: z.ZodType<string> = z.string().trim().min(1)
/** Where Redis is. */
export const redisAddress: z.ZodType<string> = z
  .string()
  .regex(/^rediss?:\/\/./, 'must be an address such as redis://127.0.0.1:6379')
