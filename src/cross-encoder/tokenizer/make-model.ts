import { z } from 'zod'
import { invalidModel } from '../invalid-model.ts'
import { makeBytePair } from './byte-pair.ts'
import { readComponent } from './read-component.ts'
import { readMerges } from './read-merges.ts'
import { readScoredVocabulary, readVocabulary } from './read-vocabulary.ts'
import { makeUnigram } from './unigram.ts'
import { makeWordPiece } from './word-piece.ts'

/** Makes tokens of words. */
export interface Model {
  tokenize: (word: string) => number[]
  /** The first tokens of a word that goes on, whatever follows; without it, the word must be read whole. */
  tokenizeStart?: (word: string) => number[]
}

/** The most characters of a word that WordPiece tries; 100 is usual, and the time it takes grows with its square. */
const longestWord = 1000

const affix = z
  .string()
  .regex(/^[\0-\x7f]*$/, 'only ASCII is read')
  .nullish()
const schema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('WordPiece'),
    vocab: z.unknown(),
    unk_token: z.string(),
    continuing_subword_prefix: z.string(),
    max_input_chars_per_word: z.number().int().nonnegative().max(longestWord),
  }),
  z.strictObject({
    type: z.literal('BPE'),
    vocab: z.unknown(),
    merges: z.unknown(),
    // Chance in training; a model that scores has none.
    dropout: z.literal([0, null]).optional(),
    unk_token: z.string().nullish(),
    continuing_subword_prefix: affix,
    end_of_word_suffix: affix,
    fuse_unk: z.boolean().default(false),
    byte_fallback: z.boolean().default(false),
    ignore_merges: z.boolean().default(false),
  }),
  z.strictObject({
    type: z.literal('Unigram'),
    vocab: z.unknown(),
    unk_id: z.number().int().nonnegative(),
    byte_fallback: z.boolean().default(false),
  }),
])

/** Makes the model of a `tokenizer.json`, and what it knows by itself: `vocab` lacks added tokens. */
export function makeModel(value: unknown): { model: Model; vocab: ReadonlyMap<string, number>; size: number } {
  const settings = readComponent({ kind: 'model', schema, value: withType(value) })
  if (settings.type === 'Unigram') {
    const { vocab, scores } = readScoredVocabulary(settings.vocab)
    if (settings.unk_id >= scores.length) throw invalidModel('has a tokenizer.json whose unk_id is no token')
    const model = makeUnigram({ vocab, scores, unknown: settings.unk_id, byteFallback: settings.byte_fallback })
    return { model, vocab, size: vocab.size }
  }
  const vocab = readVocabulary(settings.vocab)
  const unknown = vocab.get(settings.unk_token ?? '')
  if (unknown === undefined && typeof settings.unk_token === 'string')
    throw invalidModel(`has a tokenizer.json whose unk_token ${settings.unk_token} is not in its vocabulary`)
  const prefix = settings.continuing_subword_prefix ?? ''
  const model =
    settings.type === 'WordPiece'
      ? makeWordPiece({ vocab, unknown: unknown as number, prefix, longest: settings.max_input_chars_per_word })
      : makeBytePair({
          vocab,
          merges: readMerges({ value: settings.merges, vocab, prefixLength: prefix.length }),
          unknown: typeof settings.unk_token === 'string' ? unknown : undefined,
          fuseUnknown: settings.fuse_unk,
          byteFallback: settings.byte_fallback,
          ignoreMerges: settings.ignore_merges,
          prefix,
          suffix: settings.end_of_word_suffix ?? '',
        })
  return { model, vocab, size: vocab.size }
}

/** Older files do not name the type; their fields tell it. */
function withType(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'type' in value) return value
  const type =
    'merges' in value
      ? 'BPE'
      : 'unk_id' in value
        ? 'Unigram'
        : 'max_input_chars_per_word' in value
          ? 'WordPiece'
          : undefined
  return type === undefined ? value : { type, ...value }
}
