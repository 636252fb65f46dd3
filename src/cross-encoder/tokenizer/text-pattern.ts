import { type ZodType, z } from 'zod'
import { convertPattern, literalPattern } from './convert-pattern.ts'

/** What a component looks for: a text, or a regular expression for Oniguruma. */
export type TextPattern = { readonly String: string } | { readonly Regex: string }

export const textPatternSchema: ZodType<TextPattern> = z.union([
  z.strictObject({ String: z.string().min(1).max(4096) }),
  z.strictObject({ Regex: z.string().min(1) }),
])

export function makePattern(pattern: TextPattern): RegExp {
  return 'String' in pattern ? literalPattern(pattern.String) : convertPattern(pattern.Regex)
}
