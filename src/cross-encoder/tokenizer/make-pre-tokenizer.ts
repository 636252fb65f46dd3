import { z } from 'zod'
import { splitBertWords } from './bert-text.ts'
import { byteLevelWords, toByteSigns } from './byte-level.ts'
import { splitMetaspace } from './metaspace.ts'
import { notRead, readComponent } from './read-component.ts'
import { splitBehaviors, splitText } from './split-text.ts'
import { makePattern, textPatternSchema } from './text-pattern.ts'
import { joinedWord, numeric, sign, space } from './unicode-tables.ts'

/** Splits normalized text into words; `first` says whether it stands at the very start of the text that was handed in. */
export type PreTokenizer = (text: string, first: boolean) => string[]

const oneSign = z.string().regex(/^.$/u)
const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(['BertPreTokenizer', 'Whitespace', 'WhitespaceSplit']) }),
  z.strictObject({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.boolean(),
    use_regex: z.boolean().default(true),
    // Of offsets, which nobody asks for.
    trim_offsets: z.boolean().optional(),
  }),
  z
    .strictObject({
      type: z.literal('Metaspace'),
      replacement: oneSign,
      prepend_scheme: z.enum(['always', 'first', 'never']).default('always'),
      split: z.boolean().default(true),
      // As files had it before there was a scheme.
      add_prefix_space: z.boolean().optional(),
      str_rep: z.string().optional(),
    })
    .refine(({ prepend_scheme, add_prefix_space }) => add_prefix_space !== false || prepend_scheme === 'never', {
      path: ['add_prefix_space'],
      message: 'false does not agree with the prepend_scheme',
    }),
  z.strictObject({ type: z.literal('Digits'), individual_digits: z.boolean() }),
  z.strictObject({ type: z.literal('Punctuation'), behavior: z.enum(splitBehaviors).default('Isolated') }),
  z.strictObject({
    type: z.literal('Split'),
    pattern: textPatternSchema,
    behavior: z.enum(splitBehaviors),
    invert: z.boolean(),
  }),
  z.strictObject({ type: z.literal('Sequence'), pretokenizers: z.array(z.unknown()).max(32) }),
])

const spaces = new RegExp(space, 'gv')
const digits = new RegExp(numeric, 'gv')
const signs = new RegExp(sign, 'gv')
const wordsAndSigns = new RegExp(`${joinedWord}+|[^${joinedWord}${space}]+`, 'gv')

/**
 * Makes the pre-tokenizer of a `tokenizer.json`; one that has none takes the text for one word. `marksFirst` says whether
 * a step that marks the first word only would know it: once the text has been changed or split, the reference goes by
 * where it stood before.
 */
export function makePreTokenizer(
  value: unknown,
  { marksFirst, depth = 0 }: { marksFirst: boolean; depth?: number },
): PreTokenizer {
  if (value === null || value === undefined) return (text) => [text]
  const settings = readComponent({ kind: 'pre-tokenizer', schema, value })
  switch (settings.type) {
    case 'BertPreTokenizer':
      return splitBertWords
    case 'WhitespaceSplit':
      return (text) => splitText({ text, delimiter: spaces, behavior: 'Removed' })
    case 'Whitespace':
      return (text) => text.match(wordsAndSigns) ?? []
    case 'Digits': {
      const behavior = settings.individual_digits ? 'Isolated' : 'Contiguous'
      return (text) => splitText({ text, delimiter: digits, behavior })
    }
    case 'Punctuation':
      return (text) => splitText({ text, delimiter: signs, behavior: settings.behavior })
    case 'Split': {
      const options = {
        delimiter: makePattern(settings.pattern),
        behavior: settings.behavior,
        inverted: settings.invert,
      }
      return (text) => splitText({ text, ...options })
    }
    case 'Metaspace':
      if (settings.prepend_scheme === 'first' && !marksFirst)
        throw notRead('the prepend_scheme "first" of Metaspace behind other steps')
      return (text, first) => splitMetaspace(text, { ...settings, first })
    case 'ByteLevel':
      return (text) => {
        const spaced = settings.add_prefix_space && !text.startsWith(' ') ? ` ${text}` : text
        const words = settings.use_regex ? (spaced.match(byteLevelWords) ?? []) : [spaced]
        return words.map(toByteSigns)
      }
    case 'Sequence': {
      if (depth > 4) throw notRead('deeply nested pre-tokenizers')
      const steps = settings.pretokenizers.map((step, place) =>
        makePreTokenizer(step, { marksFirst: marksFirst && place === 0, depth: depth + 1 }),
      )
      return (text, first) =>
        steps.reduce(
          (words, step, place) => words.flatMap((word) => (word === '' ? [] : step(word, first && place === 0))),
          [text],
        )
    }
  }
}
