import { z } from 'zod'
import { SecondpassError } from '../reranker/index.ts'

/** One piece of an encoded pair: special tokens, or the query's or the document's own. */
export type TemplatePart =
  | { readonly kind: 'special'; readonly ids: readonly number[]; readonly typeId: number }
  | { readonly kind: 'query' | 'document'; readonly typeId: number }

/** How a tokenizer joins two texts, such as `[CLS] query [SEP] document [SEP]`. */
export interface PairTemplate {
  readonly parts: readonly TemplatePart[]
  /** Special tokens that every pair has. */
  readonly specialTokens: number
}

const special = z.tuple([z.string(), z.number().int().nonnegative()])
const processor = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('TemplateProcessing'),
    pair: z.array(
      z.union([
        z.object({ SpecialToken: z.object({ id: z.string(), type_id: z.number().int() }) }),
        z.object({ Sequence: z.object({ id: z.enum(['A', 'B']), type_id: z.number().int() }) }),
      ]),
    ),
    special_tokens: z.record(z.string(), z.object({ ids: z.array(z.number().int().nonnegative()) })),
  }),
  z.object({ type: z.literal('BertProcessing'), sep: special, cls: special }),
  z.object({ type: z.literal('RobertaProcessing'), sep: special, cls: special }),
])
const tokenizerSchema = z.object({
  post_processor: z.union([
    processor,
    z.object({
      type: z.literal('Sequence'),
      processors: z.array(z.union([processor, z.object({ type: z.string() })])),
    }),
  ]),
})

/** Reads the pair template out of a parsed `tokenizer.json`. */
export function readPairTemplate(tokenizerJson: unknown): PairTemplate {
  const parsed = tokenizerSchema.safeParse(tokenizerJson)
  const found = parsed.success
    ? parsed.data.post_processor.type === 'Sequence'
      ? parsed.data.post_processor.processors.map((entry) => processor.safeParse(entry).data).find((entry) => entry)
      : parsed.data.post_processor
    : undefined
  if (found === undefined) {
    throw invalid(
      'tokenizer.json has no pair template: its post_processor is none of TemplateProcessing, BertProcessing, RobertaProcessing.',
    )
  }
  const parts = partsOf(found)
  const kinds = parts.map((part) => part.kind).filter((kind) => kind !== 'special')
  if (kinds.join() !== 'query,document')
    throw invalid("tokenizer.json's pair template does not hold the query and then the document, once each.")
  const specialTokens = parts.reduce((sum, part) => sum + (part.kind === 'special' ? part.ids.length : 0), 0)
  return { parts, specialTokens }
}

function partsOf(found: z.infer<typeof processor>): TemplatePart[] {
  if (found.type === 'TemplateProcessing') {
    return found.pair.map((entry) => {
      if ('Sequence' in entry) {
        return { kind: entry.Sequence.id === 'A' ? 'query' : 'document', typeId: entry.Sequence.type_id }
      }
      const ids = found.special_tokens[entry.SpecialToken.id]?.ids
      if (ids === undefined)
        throw invalid(
          `tokenizer.json's pair template names the special token ${entry.SpecialToken.id}, and does not define it.`,
        )
      return { kind: 'special', ids, typeId: entry.SpecialToken.type_id }
    })
  }
  // BERT tells the texts apart by token types; RoBERTa does not, and separates them with two tokens.
  const second = found.type === 'BertProcessing' ? 1 : 0
  const separator = found.type === 'BertProcessing' ? [found.sep[1]] : [found.sep[1], found.sep[1]]
  return [
    { kind: 'special', ids: [found.cls[1]], typeId: 0 },
    { kind: 'query', typeId: 0 },
    { kind: 'special', ids: separator, typeId: 0 },
    { kind: 'document', typeId: second },
    { kind: 'special', ids: [found.sep[1]], typeId: second },
  ]
}

function invalid(message: string): SecondpassError {
  return new SecondpassError({ code: 'invalid_model', message })
}
