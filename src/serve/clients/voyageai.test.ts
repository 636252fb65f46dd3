import { afterAll, beforeAll, expect, it } from 'vitest'
import { VoyageAIClient, VoyageAIError } from 'voyageai'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { failureCases, failureStatuses } from './testing/failure-cases.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { scoresCloseTo } from './testing/scores-close-to.ts'

let server: ClientServer
let strict: ClientServer
let expected: readonly Ranked[]
beforeAll(async () => {
  ;[server, strict, expected] = await Promise.all([
    startClientServer(),
    startClientServer({ strict: true }),
    rankLocally(),
  ])
})
afterAll(async () => {
  await Promise.all([server.close(), strict.close()])
})

const make = (key = apiKey, { url } = server): VoyageAIClient =>
  new VoyageAIClient({ apiKey: key, environment: `${url}/voyage/v1` })
const call = { model: 'secondpass-en', query, documents: [...passages] }

it('gets the scores of the model, best first, and the tokens that were read', async () => {
  const { data = [], usage, model } = await make().rerank(call)
  const ranked = data.map(({ index, relevanceScore }) => ({ index, score: relevanceScore }))
  expect(ranked).toEqual(scoresCloseTo(expected))
  expect(usage?.totalTokens).toBeGreaterThan(50)
  expect(model).toBe('secondpass-en')
})

it('gets as many as it asks for, with their documents', async () => {
  const { data = [] } = await make().rerank({ ...call, topK: 2, returnDocuments: true, truncation: true })
  expect(data.map(({ document }) => document)).toEqual(expected.slice(0, 2).map(({ index }) => passages[index]))
})

it('is refused rather than cut when it forbids to cut', async () => {
  const documents = ['museum '.repeat(2_000), 'short']
  const failure = await make()
    .rerank({ ...call, documents, truncation: false })
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(VoyageAIError)
  expect([400, 422]).toContain((failure as VoyageAIError).statusCode)
  expect((await make().rerank({ ...call, documents })).data).toHaveLength(2)
})

it.each(failureStatuses)('%i is an error with the words of the server', async (status) => {
  server.held.hold()
  const { apiKey: key, headers = {}, documents, topN, ...request } = failureCases[status]
  const client = make(key, status === 422 ? strict : server)
  const failure = await client
    .rerank({ ...request, documents: [...documents], ...(topN && { topK: topN }) }, { maxRetries: 0, headers })
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(VoyageAIError)
  expect(failure).toMatchObject({ statusCode: status, body: { detail: expect.stringMatching(/\w{3}/) } })
})

it('tries again after a 429, and then has its answer', async () => {
  await server.fillUntilRefused()
  expect((await make().rerank({ ...call, model: 'held' })).data).toHaveLength(passages.length)
  const mine = server.answers.filter(({ path }) => path === '/voyage/v1/rerank')
  expect(mine.map(({ status }) => status)).toEqual([429, 200])
})
