import type { EncodedPair } from './pair-encoder.ts'
import type { PairTemplate } from './pair-template.ts'
import type { TextTokenizer, TokenPrefix } from './tokenizer/text-tokenizer.ts'

/** The most tokens that a query may keep: half the limit, and never so many that the document gets none. */
export function queryLimit({ maxTokens, template }: { maxTokens: number; template: PairTemplate }): number {
  return Math.min(Math.floor(maxTokens / 2), maxTokens - template.specialTokens - 1)
}

/**
 * Joins query and text by the tokenizer's template within `maxTokens`. The query keeps at most half the limit, the text
 * takes the rest of the cut, special tokens stay. `maxDocumentTokens` limits the text further.
 */
export function encodePair({
  query,
  text,
  tokenizer,
  maxTokens,
  maxDocumentTokens = Number.POSITIVE_INFINITY,
}: {
  /** The query's first tokens, at most {@link queryLimit} of them. */
  query: TokenPrefix
  text: string
  tokenizer: TextTokenizer
  maxTokens: number
  maxDocumentTokens?: number | undefined
}): EncodedPair {
  const { template } = tokenizer
  const room = maxTokens - template.specialTokens - query.ids.length
  const document = tokenizer.encodePrefix(text, Math.min(room, maxDocumentTokens))
  const ids: number[] = []
  const typeIds: number[] = []
  for (const part of template.parts) {
    const own = part.kind === 'special' ? part.ids : part.kind === 'query' ? query.ids : document.ids
    for (const id of own) {
      ids.push(id)
      typeIds.push(part.typeId)
    }
  }
  return { ids, typeIds, queryTruncated: !query.complete, documentTruncated: !document.complete }
}
