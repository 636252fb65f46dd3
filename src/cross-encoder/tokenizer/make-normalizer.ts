import { z } from 'zod'
import { normalizeBert } from './bert-text.ts'
import { makeCharacterMap } from './character-map.ts'
import { lowerCase } from './lower-case.ts'
import { notRead, readComponent } from './read-component.ts'
import { makePattern, textPatternSchema } from './text-pattern.ts'
import { normalizeForm } from './unicode-forms.ts'
import { mark } from './unicode-tables.ts'

export type Normalizer = (text: string) => string

const schema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('BertNormalizer'),
    clean_text: z.boolean().default(true),
    handle_chinese_chars: z.boolean().default(true),
    strip_accents: z.boolean().nullish(),
    lowercase: z.boolean().default(true),
  }),
  z.strictObject({ type: z.enum(['NFC', 'NFD', 'NFKC', 'NFKD']) }),
  z.strictObject({ type: z.enum(['Lowercase', 'StripAccents']) }),
  z.strictObject({ type: z.literal('Strip'), strip_left: z.boolean(), strip_right: z.boolean() }),
  z.strictObject({ type: z.literal('Prepend'), prepend: z.string() }),
  z.strictObject({ type: z.literal('Replace'), pattern: textPatternSchema, content: z.string() }),
  z.strictObject({ type: z.literal('Precompiled'), precompiled_charsmap: z.string() }),
  z.strictObject({ type: z.literal('Sequence'), normalizers: z.array(z.unknown()).max(32) }),
])

const marks = new RegExp(mark, 'gv')

/** Makes the normalizer of a `tokenizer.json`; undefined where it has none. */
export function makeNormalizer(value: unknown, depth = 0): Normalizer | undefined {
  if (value === null || value === undefined) return undefined
  const settings = readComponent({ kind: 'normalizer', schema, value })
  switch (settings.type) {
    case 'BertNormalizer':
      return (text) => normalizeBert(text, settings)
    case 'Lowercase':
      return lowerCase
    case 'StripAccents':
      return (text) => text.replace(marks, '')
    case 'Strip':
      return (text) => strip(text, settings)
    case 'Prepend':
      return (text) => (text === '' ? '' : settings.prepend + text)
    case 'Replace': {
      const pattern = makePattern(settings.pattern)
      return (text) => text.replace(pattern, () => settings.content)
    }
    case 'Precompiled':
      return makeCharacterMap(settings.precompiled_charsmap)
    case 'Sequence': {
      if (depth > 4) throw notRead('deeply nested normalizers')
      const steps = settings.normalizers.map((step) => makeNormalizer(step, depth + 1) ?? ((text: string) => text))
      return (text) => steps.reduce((result, step) => step(result), text)
    }
    default: {
      const form = settings.type
      return (text) => normalizeForm(text, form)
    }
  }
}

const leading = /^\p{White_Space}+/u

function strip(text: string, { strip_left, strip_right }: { strip_left: boolean; strip_right: boolean }): string {
  const stripped = strip_left ? text.replace(leading, '') : text
  return strip_right ? trimRight(stripped) : stripped
}

/** Without the white space at the end. An expression for it would look at every run of white space there is. */
export function trimRight(text: string): string {
  let end = text.length
  while (end > 0 && /\p{White_Space}/u.test(text[end - 1] as string)) end--
  return text.slice(0, end)
}
