import { z } from 'zod'

const requestId = z.string().describe('The name of the request in the server’s log.')

/** Headers of every answer to a request. */
export const answerHeaders: z.ZodObject = z.object({
  'X-Request-Id': requestId,
  'Server-Timing': z.string().describe('Milliseconds of each stage.'),
  'X-Compute-Tokens': z.string().regex(/^\d+$/).describe('Tokens that were read.'),
})

/** Headers of a failure. */
export const failureHeaders: z.ZodObject = z.object({
  'X-Request-Id': requestId,
  'Server-Timing': z.string().optional().describe('Milliseconds of each stage.'),
})

/** Headers of a failure that may pass. */
export const retryHeaders: z.ZodObject = failureHeaders.extend({
  'Retry-After': z.string().regex(/^\d+$/).optional().describe('Seconds after which the request may succeed.'),
})
