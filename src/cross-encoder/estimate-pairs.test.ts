import { describe, expect, it } from 'vitest'
import type { CrossEncoderSettings } from './cross-encoder-options.ts'
import { estimatePairs } from './estimate-pairs.ts'

const settings: CrossEncoderSettings = { workers: 1, maxTokens: 128, longDocuments: 'truncate', maxChunks: 10 }
const chunking: CrossEncoderSettings = { ...settings, longDocuments: 'chunk' }
/** 10 tokens, and 1000. */
const query = 'q'.repeat(40)
const long = 'word '.repeat(800)

function estimate(options: object, own: CrossEncoderSettings | 'not there yet' = settings): [number, number] {
  const request = { query, documents: ['short', long], ...options }
  const { pairs, tokens } = estimatePairs({ request, settings: own === 'not there yet' ? undefined : own })
  return [pairs, tokens]
}

describe('an estimate', () => {
  it('has the beginning of a long document, as far as a limit lets it be read', () => {
    expect(estimate({})).toEqual([2, 12 + 128])
    expect(estimate({ maxDocumentTokens: 50 })).toEqual([2, 12 + 60])
    expect(estimate({ maxDocumentTokens: 500 })).toEqual([2, 12 + 128])
    expect(estimate({ maxDocumentTokens: 50, priority: 3 }, 'not there yet')).toEqual([2, 12 + 60])
  })

  it('of chunks has the query and the overlap for each, and no more pairs than may be read', () => {
    const step = 128 - 10 - 16
    const [pairs, tokens] = estimate({}, chunking)
    expect(pairs).toBe(1 + Math.ceil((1000 - 16) / step))
    expect(tokens).toBe(12 + (pairs - 1) * 10 + 1000 + (pairs - 2) * 16)
    expect(estimate({}, { ...chunking, maxChunks: 3 })).toEqual([4, 12 + 3 * 128])
  })

  it('has the request’s word on chunks before the settings', () => {
    expect(estimate({ maxChunks: 3 })).toEqual([4, 12 + 3 * 128])
    expect(estimate({ maxChunks: 3 })).toEqual(estimate({ maxChunks: 3 }, chunking))
    expect(estimate({ maxChunks: 1 }, chunking)).toEqual(estimate({}))
    expect(estimate({ maxChunks: 20, maxDocumentTokens: 200 })).toEqual([3, 12 + 2 * 10 + 200 + 16])
    expect(estimate({ maxChunks: 5 }, 'not there yet')).toEqual([2, 12 + 1010])
  })

  it('of a query that fills its half is not more than what is read', () => {
    const request = { query: 'q'.repeat(4000), documents: [long], maxChunks: 4 }
    expect(estimatePairs({ request, settings })).toMatchObject({ pairs: 4, tokens: 4 * 128 })
  })
})
