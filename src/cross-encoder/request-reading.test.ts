import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RerankRequest, RerankResponse } from '../reranker/index.ts'
import { CrossEncoder } from './cross-encoder.ts'
import { architecturesFolder, tinyBert } from './testing/fixtures.ts'

const query = 'how cold is the river'
const settings = { workers: 1, maxTokens: 40 }
const sentence = 'The river is cold in winter, and few people swim in it.'
const long = `${'Bees bring nectar to the hive and fan it with their wings. '.repeat(6)}${sentence}`
const documents = ['There is no Sunday service.', long]

let whole: CrossEncoder
let chunked: CrossEncoder
beforeAll(() => {
  whole = new CrossEncoder(tinyBert, settings)
  chunked = new CrossEncoder(tinyBert, { ...settings, longDocuments: 'chunk', maxChunks: 4 })
})
afterAll(() => Promise.all([whole, chunked].map((reranker) => reranker.close())))

async function ask(reranker: CrossEncoder, options: Partial<RerankRequest<string>> = {}) {
  return await reranker.rerank({ query, documents, returnLogits: true, ...options })
}

function essence({ results, usage: { pairs, tokens, truncated } }: RerankResponse<string>): unknown {
  return { results, pairs, tokens, truncated }
}

describe('a request that says in how many parts a document is read', () => {
  it('has it read in chunks by a reranker that reads beginnings', async () => {
    const response = await ask(whole, { maxChunks: 4 })
    expect(response.usage.pairs).toBe(5)
    expect(essence(response)).toEqual(essence(await ask(chunked)))
    const all = await ask(whole, { maxChunks: 1000 })
    expect(all.usage).toMatchObject({ truncated: 0 })
    expect(all.usage.pairs).toBeGreaterThan(5)
  })

  it('has its beginning read by a reranker that reads chunks', async () => {
    const response = await ask(chunked, { maxChunks: 1 })
    expect(response.usage).toMatchObject({ pairs: 2, truncated: 1 })
    expect(essence(response)).toEqual(essence(await ask(whole)))
  })

  it('leaves other requests as they are', async () => {
    const [own, other] = await Promise.all([ask(whole, { maxChunks: 3 }), ask(whole)])
    expect([own.usage.pairs, other.usage.pairs]).toEqual([4, 2])
  })
})

describe('a request that says how many tokens of a document are read', () => {
  const words = (count: number) => 'river '.repeat(count).trimEnd()

  it('has no more of it read, and reports the cut', async () => {
    const response = await ask(whole, { documents: [words(10), words(20)], maxDocumentTokens: 10 })
    const cut = response.results.map(({ index, truncated, logit }) => [index, truncated, logit])
    const logit = (await ask(whole, { documents: [words(10)] })).results[0]?.logit
    expect(cut).toEqual([
      [0, false, logit],
      [1, true, logit],
    ])
    expect(response.usage.truncated).toBe(1)
  })

  it('keeps the reranker’s own limit beside', async () => {
    expect(essence(await ask(whole, { maxDocumentTokens: 100_000 }))).toEqual(essence(await ask(whole)))
  })

  it('bounds what is read in all parts together', async () => {
    const read = async (options: Partial<RerankRequest<string>>) =>
      (await ask(whole, { documents: [words(200)], maxChunks: 1000, ...options })).usage
    expect(await read({})).toMatchObject({ truncated: 0 })
    const { pairs, truncated, tokens } = await read({ maxDocumentTokens: 50 })
    expect(truncated).toBe(1)
    // The query and the special tokens for each pair, and 5 tokens that neighbours share.
    const others = (await ask(whole, { documents: ['river'] })).usage.tokens - 1
    expect(tokens).toBe(50 + pairs * others + (pairs - 1) * 5)
    expect(await read({ maxDocumentTokens: 200 })).toMatchObject({ truncated: 0 })
    expect(await read({ maxDocumentTokens: 3 })).toMatchObject({ pairs: 1, tokens: 3 + others, truncated: 1 })
  })

  it('tells by the passage how far that is', async () => {
    const { results } = await ask(whole, { documents: [words(20)], maxChunks: 2, maxDocumentTokens: 5 })
    expect(results).toMatchObject([{ truncated: true, passage: { start: 0, end: words(5).length } }])
  })

  it('holds for a prompt too', async () => {
    await using prompting = new CrossEncoder(`${architecturesFolder}/tiny-qwen3`, { workers: 1, maxTokens: 128 })
    const ten = await ask(prompting, { documents: ['the '.repeat(10).trimEnd()] })
    const cut = await ask(prompting, { documents: ['the '.repeat(99)], maxDocumentTokens: 10 })
    expect(cut.usage).toEqual({ ...ten.usage, truncated: 1 })
  })
})

describe('an estimate', () => {
  it('is not far from what is done', async () => {
    for (const options of [{}, { maxChunks: 3 }, { maxDocumentTokens: 12 }, { maxChunks: 9, maxDocumentTokens: 60 }]) {
      const { usage } = await ask(whole, options)
      const estimate = await whole.estimate({ query, documents, ...options })
      expect(Math.abs(estimate.pairs - usage.pairs)).toBeLessThanOrEqual(1)
      expect(estimate.tokens).toBeGreaterThan(usage.tokens * 0.6)
      expect(estimate.tokens).toBeLessThan(usage.tokens * 1.6)
    }
  })
})
