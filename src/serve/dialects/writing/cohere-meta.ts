import { z } from 'zod'
import type { ServedAnswer } from '../../answer/served-answer.ts'
import { countSearchUnits } from './count-search-units.ts'

interface CohereMeta {
  api_version: { version: string; is_experimental?: boolean | undefined }
  billed_units: { search_units: number }
  tokens: { input_tokens: number }
  warnings?: string[] | undefined
}

export const cohereMeta: z.ZodType<CohereMeta> = z.object({
  api_version: z.object({ version: z.string(), is_experimental: z.boolean().optional() }),
  billed_units: z.object({ search_units: z.number() }),
  tokens: z.object({ input_tokens: z.int() }),
  warnings: z.array(z.string()).optional(),
})

/** Cohere's account of an answer. */
export function writeCohereMeta({ answer, version }: { answer: ServedAnswer; version: '1' | '2' }): CohereMeta {
  return {
    api_version: { version, ...(version === '2' && { is_experimental: false }) },
    billed_units: { search_units: countSearchUnits(answer) },
    tokens: { input_tokens: answer.response.usage.tokens },
    ...(answer.warnings.length > 0 && { warnings: [...answer.warnings] }),
  }
}
