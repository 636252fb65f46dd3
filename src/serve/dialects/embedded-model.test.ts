import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DialectServer, startDialectServer } from './testing/start-dialect-server.ts'

const query = 'how many people live in berlin'
const documents = [
  'Berlin has 3.6 million registered inhabitants.',
  'Berlin',
  '柏林是德国的首都。',
  `Museums. ${'The museums of Berlin are well known. '.repeat(200)}`,
  'Ünïcödé 😀 \u0301\u0327 ﬁ ١٢٣',
  'Pears are fruit.',
]

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer({
    models: { 'secondpass-en': { model: 'secondpass-en', workers: 1 } },
    aliases: {},
  })
})
afterAll(() => server.close())

const scoresOf = (results: { index: number; score?: number; relevance_score?: number }[]): number[] =>
  [...results]
    .sort((a, b) => a.index - b.index)
    .map(({ score, relevance_score }) => (score ?? relevance_score) as number)

it('gives a pair the same score in every dialect, alone or among others', async () => {
  const alone: number[] = []
  for (const document of documents) {
    const { body } = await server.post('/score', { queries: query, documents: document })
    alone.push(body.data[0].score)
  }
  const v1 = await server.post('/v1/rerank', { query, documents })
  const v2 = await server.post('/v2/rerank', { model: 'secondpass-en', query, documents })
  const tei = await server.post('/rerank', { query, texts: documents })
  const voyage = await server.post('/voyage/v1/rerank', { query, documents })
  const mixedbread = await server.post('/v1/reranking', { query, input: documents })
  const native = await server.post('/secondpass/v1/rerank', { query, documents })
  for (const results of [
    v1.body.results,
    v2.body.results,
    tei.body,
    voyage.body.data,
    mixedbread.body.data,
    native.body.results,
  ]) {
    expect(scoresOf(results)).toEqual(alone)
    expect(results[0].index).toBe(0)
  }
  expect(v1.body.meta.warnings).toEqual([expect.stringMatching(/^1 documents? .* cut\.$/)])
  expect(native.body.results.find(({ index }: { index: number }) => index === 3).truncated).toBe(true)
})

it('reads of a document as many tokens, or parts, as the request says', async () => {
  const museums = documents[3] as string
  const answer = `${museums} Berlin has 3.6 million registered inhabitants.`
  const rerank = (wish: object) => server.post('/v1/rerank', { query, documents: [answer], ...wish })
  const tokensOf = ({ body }: Awaited<ReturnType<typeof rerank>>) => body.usage.total_tokens as number
  const whole = await rerank({})
  const short = await rerank({ max_tokens_per_doc: 20 })
  expect(tokensOf(short)).toBeLessThan(40)
  expect(short.body.meta.warnings.join()).toContain('cut')
  expect(tokensOf(await rerank({ truncate_prompt_tokens: 20 }))).toBe(tokensOf(short))
  const parts = await rerank({ max_chunks_per_doc: 10 })
  expect(tokensOf(parts)).toBeGreaterThan(tokensOf(whole))
  expect(parts.body.results[0].relevance_score).toBeGreaterThan(whole.body.results[0].relevance_score)
  expect(tokensOf(await rerank({ max_chunks_per_doc: 1 }))).toBe(tokensOf(whole))
})

it('cuts a query that leaves no room for documents, and says so', async () => {
  const { status, body } = await server.post('/v2/rerank', {
    model: 'secondpass-en',
    query: `${query} `.repeat(800),
    documents: documents.slice(0, 2),
  })
  expect(status).toBe(200)
  expect(new Set(scoresOf(body.results)).size).toBe(2)
  expect(body.meta.warnings.join()).toMatch(/query/)
})

it('tells what it has', async () => {
  const { body: models } = await server.get('/v1/models')
  expect(models).toEqual({
    object: 'list',
    data: [
      {
        id: 'secondpass-en',
        object: 'model',
        created: expect.any(Number),
        owned_by: 'secondpass',
        secondpass: {
          model: 'secondpass-en',
          revision: expect.any(String),
          scale: 'sigmoid',
          maxTokens: expect.any(Number),
          state: 'ready',
          local: true,
        },
      },
    ],
  })
  const { body: info } = await server.get('/info')
  expect(info).toMatchObject({
    model_id: 'secondpass-en',
    model_dtype: expect.stringMatching(/^(int8|float32)$/),
    max_input_length: models.data[0].secondpass.maxTokens,
    max_client_batch_size: 10_000,
    auto_truncate: true,
  })
})
