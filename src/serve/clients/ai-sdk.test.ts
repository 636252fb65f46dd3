import { createCohere as createCohere3 } from 'ai-sdk-cohere-3'
import { createCohere as createCohere4 } from 'ai-sdk-cohere-4'
import { APICallError as APICallError6, RetryError as RetryError6, rerank as rerank6 } from 'ai6'
import { APICallError as APICallError7, RetryError as RetryError7, rerank as rerank7 } from 'ai7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { type ClientCall, failureCases, failureStatuses, goodCall } from './testing/failure-cases.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { scoresCloseTo } from './testing/scores-close-to.ts'

// That objects are sent as JSON is known here; the SDK would say so on standard error.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })

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

/** What the tests need of an answer. */
interface Answer {
  readonly ranking: readonly { originalIndex: number; score: number; document: unknown }[]
  readonly rerankedDocuments: readonly unknown[]
}

type Documents = readonly string[] | readonly Record<string, string>[]

interface Call extends Omit<ClientCall, 'documents'> {
  readonly documents: Documents
  readonly maxRetries?: number
}

const sdks = {
  'ai@6 with @ai-sdk/cohere@3': {
    rerank: ({ apiKey, model, documents, ...call }: Call, { url }: ClientServer): Promise<Answer> => {
      const cohere = createCohere3({ baseURL: `${url}/v2`, apiKey })
      return rerank6({ ...call, documents: [...documents] as string[], model: cohere.reranking(model) })
    },
    APICallError: APICallError6,
    RetryError: RetryError6,
  },
  'ai@7 with @ai-sdk/cohere@4': {
    rerank: ({ apiKey, model, documents, ...call }: Call, { url }: ClientServer): Promise<Answer> => {
      const cohere = createCohere4({ baseURL: `${url}/v2`, apiKey })
      return rerank7({ ...call, documents: [...documents] as string[], model: cohere.reranking(model) })
    },
    APICallError: APICallError7,
    RetryError: RetryError7,
  },
}

describe.each(Object.entries(sdks))('%s', (_name, { rerank, APICallError, RetryError }) => {
  const ranked = ({ ranking }: Answer): Ranked[] =>
    ranking.map(({ originalIndex, score }) => ({ index: originalIndex, score }))

  it('ranks strings', async () => {
    const answer = await rerank(goodCall, server)
    expect(ranked(answer)).toEqual(scoresCloseTo(expected))
    expect(answer.rerankedDocuments).toEqual(expected.map(({ index }) => passages[index]))
  })

  it('ranks objects, which it sends as JSON', async () => {
    const documents = passages.map((text) => ({ text }))
    const answer = await rerank({ ...goodCall, documents }, server)
    const asJson = await rankLocally(documents.map((document) => JSON.stringify(document)))
    expect(ranked(answer)).toEqual(scoresCloseTo(asJson))
    expect(answer.rerankedDocuments[0]).toBe(documents[asJson[0]?.index as number])
  })

  it('gets as many as it asks for', async () => {
    expect(ranked(await rerank({ ...goodCall, topN: 2 }, server))).toEqual(scoresCloseTo(expected.slice(0, 2)))
  })

  it.each(failureStatuses)('%i is an APICallError with the words of the server', async (status) => {
    server.held.hold()
    const call = { ...failureCases[status], maxRetries: 0 }
    const failure: unknown = await rerank(call, status === 422 ? strict : server).catch((error: unknown) => error)
    expect(APICallError.isInstance(failure)).toBe(true)
    // The message is the server's own: the SDK reads it only from a body of Cohere's shape.
    expect(failure).toMatchObject({ statusCode: status, isRetryable: status >= 500 })
    expect(JSON.parse((failure as { responseBody: string }).responseBody)).toMatchObject({
      message: (failure as Error).message,
    })
  })

  it('tries again after a 429, and then has its answer', async () => {
    await server.fillUntilRefused()
    const { ranking } = await rerank({ apiKey, model: 'held', query, documents: passages }, server)
    expect(ranking).toHaveLength(passages.length)
    const mine = server.answers.filter(({ agent }) => agent.startsWith('ai'))
    expect(mine.map(({ status }) => status)).toEqual([429, 200])
  })

  it('gives up in the end', async () => {
    const failure = await rerank({ ...goodCall, model: 'down', maxRetries: 1 }, server).catch((error: unknown) => error)
    expect(RetryError.isInstance(failure)).toBe(true)
    expect(failure).toMatchObject({ lastError: { statusCode: 503 } })
  })
})
