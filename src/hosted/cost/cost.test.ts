import { describe, expect, it } from 'vitest'
import { cohere } from '../cohere/cohere.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import { costOf } from './cost-of.ts'
import { findPrice } from './find-price.ts'
import { priceTable } from './price-table.ts'
import { searchUnits } from './search-units.ts'

const query = 'what causes tides'
const facts = { maxDocuments: 1000 }
/** A text of about so many tokens. */
const text = (tokens: number) => 'abc '.repeat(tokens)

describe('search units', () => {
  it.each([
    [1, 10, 1],
    [100, 10, 1],
    [101, 10, 2],
    [50, 600, 1],
    [51, 600, 2],
    [100, 600, 2],
    [10, 5000, 2],
  ])('of %i documents of %i tokens are %i', (documents, tokens, units) => {
    expect(searchUnits({ query, texts: Array(documents).fill(text(tokens)) })).toBe(units)
  })
})

describe('the price table', () => {
  it('says of each price whence and when it is, and knows each model once', () => {
    for (const { model, source, date, perMillionTokens, perThousandSearchUnits } of priceTable) {
      expect(model).toMatch(/^[a-z]+:.+/)
      expect(source).toMatch(/https:\/\//)
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect((perMillionTokens ?? 0) + (perThousandSearchUnits ?? 0)).toBeGreaterThan(0)
    }
    expect(new Set(priceTable.map(({ model }) => model)).size).toBe(priceTable.length)
  })

  it('gives way to a given price, and knows nothing of other models', () => {
    expect(findPrice({ provider: cohere, model: 'rerank-v3.5', given: undefined })?.perThousandSearchUnits).toBe(2)
    expect(findPrice({ provider: cohere, model: 'rerank-v3.5', given: { perThousandSearchUnits: 1 } })).toEqual({
      perThousandSearchUnits: 1,
    })
    expect(findPrice({ provider: cohere, model: 'rerank-v9', given: undefined })).toBeUndefined()
    expect(() => findPrice({ provider: cohere, model: 'a', given: {} })).toThrow(/price/)
    const { baseUrl: _baseUrl, ...own } = { ...cohere, keyOptional: true }
    expect(findPrice({ provider: own, model: 'any', given: undefined })).toEqual({ perMillionTokens: 0 })
  })
})

describe('the cost of a call', () => {
  const texts = [text(10)]
  it.each([
    ["the service's word", { price: { perMillionTokens: 1 }, usage: { cost: 0.5, tokens: 7 } }, { cost: 0.5 }],
    ["the service's tokens", { price: { perMillionTokens: 2 }, usage: { tokens: 500_000 } }, { cost: 1 }],
    [
      "the service's search units",
      { price: { perThousandSearchUnits: 2 }, usage: { searchUnits: 3 } },
      { searchUnits: 3, cost: 0.006 },
    ],
    ['our search units', { price: { perThousandSearchUnits: 2 } }, { searchUnits: 1, cost: 0.002 }],
    ['nothing', { price: undefined, usage: { tokens: 5 } }, {}],
  ])('is by %s', (_, given, expected) => {
    expect(costOf({ query, texts, facts, ...given })).toEqual(expected)
  })

  it('is estimated before, and told after, by the same rules', async () => {
    const fetch = async (_url: unknown, init?: RequestInit) => {
      const { documents } = JSON.parse(String(init?.body)) as { documents: string[] }
      return Response.json({ results: documents.map((_, index) => ({ index, relevance_score: 1 / (index + 2) })) })
    }
    const options = { apiKey: 'key', fetch: fetch as typeof globalThis.fetch }
    const reranker = new HostedReranker({ provider: cohere, model: 'rerank-v3.5', options })
    const documents = Array.from({ length: 1101 }, (_, place) => `document ${place}`)
    const estimate = reranker.estimate({ query, documents })
    expect(estimate).toMatchObject({ pairs: 1101, requests: 2, searchUnits: 12 })
    expect(estimate.cost).toBeCloseTo(0.024, 10)
    const { usage } = await reranker.rerank({ query, documents })
    expect(usage).toMatchObject({ pairs: 1101, requests: 2, searchUnits: 12 })
    expect(usage.cost).toBeCloseTo(0.024, 10)
    expect(reranker.estimate({ query, documents, depth: 5 }).searchUnits).toBe(1)
    expect(() => reranker.estimate({ query: '', documents })).toThrow(/query/)
  })

  it('has fingerprints that tell what changes scores, and no secrets', () => {
    const make = (options: object, model = 'rerank-v3.5') =>
      new HostedReranker({ provider: cohere, model, options: { apiKey: 'key', ...options } }).fingerprint()
    expect(make({ retries: 5, apiKey: 'other' })).toBe(make({}))
    const others = [
      make({ baseUrl: 'https://other.example' }),
      make({ settings: { apiVersion: 1 } }),
      make({}, 'rerank-v4.0-pro'),
    ]
    expect(new Set([make({}), ...others]).size).toBe(4)
    expect(make({})).toMatch(/^[0-9a-f]{64}$/)
  })
})
