import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodePair, queryLimit } from './encode-pair.ts'
import type { EncodedPair } from './pair-encoder.ts'
import { tinyBert } from './testing/fixtures.ts'
import { TextTokenizer } from './tokenizer/text-tokenizer.ts'

const [cls, sep] = [2, 3]
let tokenizer: TextTokenizer
beforeAll(async () => {
  tokenizer = await TextTokenizer.load(tinyBert)
})

function encode(query: string, text: string, maxTokens: number): EncodedPair {
  const prefix = tokenizer.encodePrefix(query, queryLimit({ maxTokens, template: tokenizer.template }))
  return encodePair({ query: prefix, text, tokenizer, maxTokens })
}

describe('queryLimit', () => {
  it.each([
    [8, 3, 4],
    [9, 3, 4],
    [128, 3, 64],
    // Four special tokens leave four, and one of them is the document's.
    [8, 4, 3],
    [512, 4, 256],
  ])('of %d tokens with %d special ones leaves the query %d', (maxTokens, specialTokens, most) => {
    expect(queryLimit({ maxTokens, template: { parts: [], specialTokens } })).toBe(most)
  })
})

describe('encodePair', () => {
  it('keeps the form and the limit for any pair of texts', () => {
    const words = fc.array(fc.constantFrom('the', 'river', 'x', 'water', '?'), { maxLength: 40 })
    fc.assert(
      fc.property(words, words, fc.integer({ min: 8, max: 60 }), (queryWords, textWords, maxTokens) => {
        const [query, text] = [queryWords.join(' '), textWords.join(' ')]
        const queryIds = tokenizer.encodePrefix(query, 1000).ids
        const textIds = tokenizer.encodePrefix(text, 1000).ids
        const { ids, typeIds, queryTruncated, documentTruncated } = encode(query, text, maxTokens)
        const queryPart = queryIds.slice(0, Math.floor(maxTokens / 2))
        const textPart = textIds.slice(0, maxTokens - 3 - queryPart.length)
        expect(ids).toEqual([cls, ...queryPart, sep, ...textPart, sep])
        expect(typeIds).toEqual([...queryPart.map(() => 0), 0, 0, ...textPart.map(() => 1), 1])
        expect(queryTruncated).toBe(queryPart.length < queryIds.length)
        expect(documentTruncated).toBe(textPart.length < textIds.length)
        expect(ids.length).toBeLessThanOrEqual(maxTokens)
        if (textIds.length > 0) expect(textPart.length).toBeGreaterThan(0)
      }),
    )
  })

  it('reads no more of the text than its own limit, and says so; the pair’s holds beside it', () => {
    const words = fc.array(fc.constantFrom('the', 'river', 'x', 'water', '?'), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(words, fc.integer({ min: 8, max: 60 }), fc.integer({ min: 1, max: 60 }), (parts, maxTokens, most) => {
        const text = parts.join(' ')
        const query = tokenizer.encodePrefix('the river', queryLimit({ maxTokens, template: tokenizer.template }))
        const without = encodePair({ query, text, tokenizer, maxTokens })
        const { ids, queryTruncated, documentTruncated } = encodePair({
          query,
          text,
          tokenizer,
          maxTokens,
          maxDocumentTokens: most,
        })
        const others = query.ids.length + 3
        const kept = Math.min(without.ids.length - others, most)
        expect(ids).toEqual([...without.ids.slice(0, others - 1 + kept), sep])
        expect(documentTruncated).toBe(kept < tokenizer.encodePrefix(text, 1000).ids.length)
        expect(queryTruncated).toBe(without.queryTruncated)
      }),
    )
  })

  it('gives an empty text its place between the separators', () => {
    expect(encode('river', '', 16).ids.slice(-2)).toEqual([sep, sep])
  })
})
