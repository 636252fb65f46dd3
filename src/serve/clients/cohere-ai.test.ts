import { Cohere, CohereClient, CohereClientV2, CohereError } from 'cohere-ai'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { type ClientCall, failureCases, failureStatuses, goodCall } from './testing/failure-cases.ts'
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

const model = 'rerank-v3.5'
const documents = [...passages]
const options = () => ({ baseUrl: server.url, token: apiKey })
const v1 = (): CohereClient => new CohereClient(options())
const v2 = (): CohereClientV2 => new CohereClientV2(options())
const ranked = ({ results }: { results: readonly { index: number; relevanceScore: number }[] }): Ranked[] =>
  results.map(({ index, relevanceScore }) => ({ index, score: relevanceScore }))

describe('CohereClientV2', () => {
  it('gets the scores of the model, best first, and what they took', async () => {
    const response = await v2().rerank({ model, query, documents })
    expect(ranked(response)).toEqual(scoresCloseTo(expected))
    expect(response.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(response.meta).toMatchObject({ apiVersion: { version: '2' }, billedUnits: { searchUnits: 1 } })
    expect(response.meta?.tokens?.inputTokens).toBeGreaterThan(50)
  })

  it('gets as many as it asks for', async () => {
    const response = await v2().rerank({ model, query, documents, topN: 2, maxTokensPerDoc: 512, priority: 5 })
    expect(ranked(response)).toEqual(scoresCloseTo(expected.slice(0, 2)))
  })

  it('needs no key where the server has none', async () => {
    const open = await startClientServer({ apiKeys: [] })
    onTestFinished(open.close)
    const response = await new CohereClientV2({ baseUrl: open.url, token: '' }).rerank({ model, query, documents })
    expect(ranked(response)).toEqual(scoresCloseTo(expected))
  })

  it('tries again after a 429, when it was told to, and then has its answer', async () => {
    await server.fillUntilRefused()
    const response = await v2().rerank({ model: 'held', query, documents })
    expect(response.results).toHaveLength(documents.length)
    const mine = server.answers.filter(({ agent }) => agent !== 'node')
    expect(mine.map(({ status }) => status)).toEqual([429, 200])
    const [refused, answered] = mine
    expect((answered?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThan(900)
  })
})

describe('CohereClient (v1)', () => {
  it('gets the same scores', async () => {
    const response = await v1().rerank({ model, query, documents, maxChunksPerDoc: 4 })
    expect(ranked(response)).toEqual(scoresCloseTo(expected))
    expect(response.results[0]?.document).toBeUndefined()
    expect(response.meta).toMatchObject({ apiVersion: { version: '1' }, billedUnits: { searchUnits: 1 } })
  })

  it('needs no name of a model', async () => {
    expect(ranked(await v1().rerank({ query, documents }))).toEqual(scoresCloseTo(expected))
  })

  it('gets its documents back when it asks for them', async () => {
    const { results } = await v1().rerank({ model, query, documents, topN: 1, returnDocuments: true })
    expect(results[0]?.document).toEqual({ text: passages[expected[0]?.index as number] })
  })

  it('ranks objects by the fields that it names, in their order', async () => {
    const records = passages.map((text, number) => ({ title: `Part ${number}`, body: text, colour: 'red' }))
    const [all, joined] = await Promise.all([
      v1().rerank({ model, query, documents: records, rankFields: ['body'], returnDocuments: true }),
      v1().rerank({ model, query, documents: records, rankFields: ['title', 'body'] }),
    ])
    expect(ranked(all)).toEqual(scoresCloseTo(expected))
    expect(all.results[0]?.document).toEqual(records[expected[0]?.index as number])
    expect(ranked(joined)[0]?.index).toBe(expected[0]?.index)
    expect(ranked(joined)).not.toEqual(ranked(all))
  })

  it('tries again after a 429, and then has its answer', async () => {
    await server.fillUntilRefused()
    await v1().rerank({ model: 'held', query, documents })
    expect(server.answers.filter(({ path }) => path === '/v1/rerank').map(({ status }) => status)).toEqual([429, 200])
  })
})

const classes = {
  400: Cohere.BadRequestError,
  401: Cohere.UnauthorizedError,
  404: Cohere.NotFoundError,
  413: CohereError,
  422: Cohere.UnprocessableEntityError,
  429: Cohere.TooManyRequestsError,
  503: Cohere.ServiceUnavailableError,
  504: Cohere.GatewayTimeoutError,
} as const

describe.each(['v1', 'v2'] as const)('failures of %s', (version) => {
  const call = ({ apiKey: token, headers = {}, ...request }: ClientCall, { url }: ClientServer): Promise<unknown> => {
    const client =
      version === 'v1' ? new CohereClient({ baseUrl: url, token }) : new CohereClientV2({ baseUrl: url, token })
    return client.rerank({ ...request, documents: [...request.documents] }, { maxRetries: 0, headers })
  }

  it.each(failureStatuses)('%i has its class, with words in its body', async (status) => {
    server.held.hold()
    const failure = await call(failureCases[status], status === 422 ? strict : server).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(classes[status])
    expect((failure as Error).constructor).toBe(classes[status])
    expect(failure).toMatchObject({ statusCode: status, body: { message: expect.stringMatching(/\w{3}/) } })
  })

  it('429 has its class when the client does not try again', async () => {
    await server.fillUntilRefused()
    const failure = await call({ ...goodCall, model: 'held' }, server).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(classes[429])
    const { headers } = (failure as CohereError).rawResponse as { headers: Headers }
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  })
})
