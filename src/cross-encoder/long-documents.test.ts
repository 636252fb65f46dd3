import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RerankResult } from '../reranker/index.ts'
import { CrossEncoder } from './cross-encoder.ts'
import { queryLimit } from './encode-pair.ts'
import { splitDocument } from './split-document.ts'
import { embeddedModel, tinyBert } from './testing/fixtures.ts'
import { TextTokenizer } from './tokenizer/text-tokenizer.ts'

const query = 'how cold is the river'
const maxTokens = 40
const sentences = [
  'The old town has few people; most live in the city around it, east of the river.',
  'Bees bring nectar to the hive and fan it with their wings until it thickens.',
  'There is no Sunday service between November and March.',
  'The river is cold in winter, and few people swim in it.',
  'Leave the dough for an hour at room temperature, or overnight in the cold.',
]
const long = [0, 1, 2, 3, 4, 2, 1].map((index) => sentences[index]).join('\n')

let whole: CrossEncoder
let chunked: CrossEncoder
let capped: CrossEncoder
beforeAll(() => {
  whole = new CrossEncoder(tinyBert, { workers: 2, maxTokens })
  chunked = new CrossEncoder(tinyBert, { workers: 2, maxTokens, longDocuments: 'chunk', maxChunks: 1000 })
  capped = new CrossEncoder(tinyBert, { workers: 1, maxTokens, longDocuments: 'chunk', maxChunks: 2 })
})
afterAll(() => Promise.all([whole, chunked, capped].map((reranker) => reranker.close())))

async function resultOf(reranker: CrossEncoder, text: string): Promise<RerankResult<string>> {
  const { results } = await reranker.rerank({ query, documents: [text], returnLogits: true })
  return results[0] as RerankResult<string>
}

async function windowsOf(text: string): Promise<string[]> {
  const tokenizer = await TextTokenizer.load(tinyBert)
  const { template } = tokenizer
  const { ids } = tokenizer.encodePrefix(query, queryLimit({ maxTokens, template }))
  const { windows } = splitDocument({
    text,
    count: (piece) => tokenizer.count(piece),
    maxTokens: maxTokens - template.specialTokens - ids.length,
    overlap: Math.floor(maxTokens / 8),
    maxWindows: 1000,
  })
  return windows.map(({ start, end }) => text.slice(start, end))
}

describe('a long document in chunks', () => {
  it('has the score of its best window, and says which that is', async () => {
    const windows = await windowsOf(long)
    expect(windows.length).toBeGreaterThan(3)
    const logits = await Promise.all(windows.map(async (window) => (await resultOf(whole, window)).logit as number))
    const best = Math.max(...logits)
    const { logit, passage, truncated } = await resultOf(chunked, long)
    expect(logit).toBe(best)
    expect(long.slice(passage?.start, passage?.end)).toBe(windows[logits.indexOf(best)])
    expect(truncated).toBe(false)
  })

  it('costs a pair for each window', async () => {
    const windows = await windowsOf(long)
    const { usage } = await chunked.rerank({ query, documents: [long, 'short', long] })
    expect(usage).toMatchObject({ pairs: windows.length + 1, duplicates: 1, truncated: 0 })
  })

  it('beyond the most chunks is reported as truncated', async () => {
    const windows = await windowsOf(long)
    const response = await capped.rerank({ query, documents: [long, 'short'], returnLogits: true })
    expect(response.usage).toMatchObject({ pairs: 3, truncated: 1 })
    const result = response.results.find(({ index }) => index === 0)
    const logits = await Promise.all(windows.slice(0, 2).map(async (window) => (await resultOf(whole, window)).logit))
    expect(result).toMatchObject({ truncated: true, logit: Math.max(...(logits as number[])) })
  })

  it('of one window is scored as without chunks', async () => {
    const [one, other] = await Promise.all([
      resultOf(chunked, sentences[2] as string),
      resultOf(whole, sentences[2] as string),
    ])
    expect(one).toEqual({ ...other, passage: { start: 0, end: (sentences[2] as string).length } })
  })

  it.each([
    ['Korean', '강물은겨울에차갑고여름에따뜻하다'],
    ['Chinese', '河水在冬天很冷夏天很暖图书馆星期一'],
    ['one long word', 'riverwater'.repeat(9)],
    ['signs', '?!'.repeat(8)],
    ['emoji', '🌊🌻'.repeat(20)],
    ['Hindi', 'नदी का पानी सर्दी में ठंडा होता है। '.repeat(9)],
    ['accents', 'é'.repeat(200)],
  ])('is read to its end: %s', async (_, text) => {
    for (let length = 1; length <= text.length; length = Math.ceil(length * 1.3)) {
      const { truncated } = await resultOf(chunked, text.slice(0, length).toWellFormed())
      expect([length, truncated]).toEqual([length, false])
    }
  })

  it('is read to its end though a character gives several tokens', async () => {
    await using reranker = new CrossEncoder(embeddedModel, { workers: 1, maxTokens: 32, longDocuments: 'chunk' })
    const documents = ['강물은겨울에차갑고여름', '강물은 겨울에 차갑고 여름에 따뜻하다']
    const { usage } = await reranker.rerank({ query: 'how cold is the river and how cold is the sea', documents })
    expect(usage.truncated).toBe(0)
    expect(usage.pairs).toBeGreaterThan(documents.length)
  })

  it('leaves the query out of it: cut to half the limit, it is reported', async () => {
    const { warnings } = await chunked.rerank({ query: long, documents: [long] })
    expect(warnings.map(({ code }) => code)).toEqual(['query_truncated'])
  })
})

describe('requests of long documents', () => {
  it('give the same whatever else is asked meanwhile', async () => {
    const documents = sentences.map((sentence) => `${sentence} ${long}`)
    const alone = await chunked.rerank({ query, documents, returnLogits: true })
    const together = await Promise.all([1, 2, 3].map(() => chunked.rerank({ query, documents, returnLogits: true })))
    for (const { results } of together) expect(results).toEqual(alone.results)
  })

  it('end at an abort, in whichever step', async () => {
    for (const delay of [0, 1, 5, 20]) {
      const documents = sentences.map((sentence) => `${sentence} ${long.repeat(50)}`)
      const signal = AbortSignal.timeout(delay)
      await expect(chunked.rerank({ query, documents, signal })).rejects.toMatchObject({ code: 'cancelled' })
    }
    expect((await chunked.rerank({ query, documents: [long] })).coverage.scored).toBe(1)
  })
})
