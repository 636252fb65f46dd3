import { z } from 'zod'
import type { ServeError } from '../../serve-error.ts'

interface OpenAiError {
  message: string
  type: string
  param: string | null
  code: number
}

export const openAiError: z.ZodType<OpenAiError> = z.object({
  message: z.string(),
  type: z.string(),
  param: z.string().nullable(),
  code: z.int(),
})

/** A failure as OpenAI, vLLM, Infinity and llama.cpp tell it. */
export function writeOpenAiError({ status, message }: ServeError): OpenAiError {
  return { message, type: typeOf(status), param: null, code: status }
}

function typeOf(status: number): string {
  if (status === 401 || status === 403) return 'authentication_error'
  if (status === 404) return 'not_found_error'
  if (status === 429) return 'rate_limit_error'
  if (status === 503) return 'unavailable_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}
