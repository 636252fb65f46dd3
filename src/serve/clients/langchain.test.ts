import { CohereRerank } from '@langchain/cohere'
import { Document } from '@langchain/core/documents'
import { MixedbreadAIReranker } from '@langchain/mixedbread-ai'
import { CohereClient } from 'cohere-ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { scoresCloseTo } from './testing/scores-close-to.ts'

let server: ClientServer
let expected: readonly Ranked[]
beforeAll(async () => {
  ;[server, expected] = await Promise.all([startClientServer(), rankLocally()])
})
afterAll(() => server.close())

const model = 'secondpass-en'
const makeDocuments = (): Document[] =>
  passages.map((pageContent, place) => new Document({ pageContent, metadata: { place } }))
const ranked = (documents: readonly { metadata: Record<string, unknown> }[]): Ranked[] =>
  documents.map(({ metadata }) => ({
    index: metadata['place'] as number,
    score: metadata['relevanceScore'] as number,
  }))

describe('@langchain/cohere', () => {
  // Its own Cohere client is a version older, with the same interface.
  const make = ({ token = apiKey, name = model } = {}): CohereRerank =>
    new CohereRerank({ client: new CohereClient({ token, baseUrl: server.url }) as never, model: name, topN: 2 })

  it('compresses documents: the best two, with their scores', async () => {
    const documents = await make().compressDocuments(makeDocuments(), query)
    expect(ranked(documents)).toEqual(scoresCloseTo(expected.slice(0, 2)))
  })

  it('ranks strings and documents', async () => {
    const answers = await Promise.all([
      make().rerank([...passages], query, { topN: passages.length }),
      make().rerank(makeDocuments(), query, { topN: passages.length, maxChunksPerDoc: 2 }),
    ])
    for (const answer of answers) {
      const scores = answer.map(({ index, relevanceScore }) => ({ index, score: relevanceScore }))
      expect(scores).toEqual(scoresCloseTo(expected))
    }
  })

  it('passes failures on', async () => {
    await expect(make({ name: 'unknown' }).compressDocuments(makeDocuments(), query)).rejects.toMatchObject({
      statusCode: 404,
    })
    await expect(make({ token: 'wrong' }).compressDocuments(makeDocuments(), query)).rejects.toMatchObject({
      statusCode: 401,
    })
  })

  it('tries again after a 429, and then has its answer', async () => {
    await server.fillUntilRefused()
    expect(await make({ name: 'held' }).compressDocuments(makeDocuments(), query)).toHaveLength(2)
    const mine = server.answers.filter(({ path }) => path === '/v1/rerank')
    expect(mine.map(({ status }) => status)).toEqual([429, 200])
  })
})

describe('@langchain/mixedbread-ai', () => {
  const make = ({ key = apiKey, name = model } = {}): MixedbreadAIReranker =>
    new MixedbreadAIReranker({ apiKey: key, baseUrl: server.url, model: name, topK: 2 })

  it('compresses documents: the best two, with their scores', async () => {
    const documents = await make().compressDocuments(makeDocuments(), query)
    expect(ranked(documents)).toEqual(scoresCloseTo(expected.slice(0, 2)))
  })

  it('ranks strings, and objects by their fields, which come back', async () => {
    const answer = await make().rerank([...passages], query)
    expect(answer.map(({ index, score }) => ({ index, score }))).toEqual(scoresCloseTo(expected.slice(0, 2)))
    const records = passages.map((body) => ({ body, colour: 'red' }))
    const byField = await make().rerank(records, query, { rankFields: ['body'], returnInput: true })
    expect(byField.map(({ index, score }) => ({ index, score }))).toEqual(scoresCloseTo(expected.slice(0, 2)))
    expect(byField[0]?.input).toEqual(records[expected[0]?.index as number])
  })

  it('passes failures on', async () => {
    await expect(make({ name: 'unknown' }).rerank([...passages], query)).rejects.toMatchObject({ statusCode: 404 })
    await expect(make({ key: 'wrong' }).rerank([...passages], query)).rejects.toMatchObject({ statusCode: 401 })
    await expect(make().rerank(['one'], ' ')).rejects.toMatchObject({ statusCode: 400 })
  })

  it('tries again after a 429, and then has its answer', async () => {
    await server.fillUntilRefused()
    expect(await make({ name: 'held' }).rerank([...passages], query)).toHaveLength(2)
    const mine = server.answers.filter(({ path }) => path === '/v1/reranking')
    expect(mine.map(({ status }) => status)).toEqual([429, 200])
  })
})
