import { describe, expect, it } from 'vitest'
import { providers } from './providers.ts'
import { splitCall } from './split-call.ts'
import { voyage } from './voyage/voyage.ts'

describe.each(providers)('what is known of the models of $name', ({ models, anyModel }) => {
  it('names each model once', () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
  })

  it('has limits that are counts', () => {
    for (const { maxDocuments, contextTokens = 1, maxCallTokens = 1 } of [anyModel, ...models]) {
      for (const limit of [maxDocuments, contextTokens, maxCallTokens]) {
        expect(Number.isInteger(limit) && limit > 0).toBe(true)
      }
    }
  })

  it('replaces no model with one that is gone itself', () => {
    for (const { replacedBy } of models) {
      if (replacedBy === undefined) continue
      const next = models.find(({ id }) => id === replacedBy)
      expect(next).toBeDefined()
      expect(next?.replacedBy).toBeUndefined()
    }
  })
})

describe('calls of Voyage', () => {
  const [facts] = voyage.models.filter(({ id }) => id === 'rerank-2.5')
  if (facts === undefined) throw new Error('rerank-2.5 is missing.')

  it('keep to 600,000 tokens, with the query once for each document', () => {
    const query = 'q'.repeat(4000) // 1,000 tokens
    const texts = Array.from({ length: 100 }, () => 'd'.repeat(36_000)) // 9,000 tokens each
    const calls = splitCall({ query, texts, facts })
    expect(calls.map(({ start, end }) => end - start)).toEqual([60, 40])
  })

  it('count no more of a document than the model reads', () => {
    const texts = Array.from({ length: 18 }, () => 'd'.repeat(1_000_000))
    expect(splitCall({ query: 'q', texts, facts })).toEqual([{ start: 0, end: 18 }])
  })
})
