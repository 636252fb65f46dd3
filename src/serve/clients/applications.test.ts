import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiKey, type ClientServer, startClientServer } from './testing/client-server.ts'
import { passages, query, type Ranked, rankLocally } from './testing/passages.ts'
import { scoresCloseTo } from './testing/scores-close-to.ts'

// Applications that are too large to run here: what they send, and what they read of the answer.

let server: ClientServer
let expected: readonly Ranked[]
beforeAll(async () => {
  ;[server, expected] = await Promise.all([startClientServer(), rankLocally()])
})
afterAll(() => server.close())

interface Answer {
  readonly results: readonly { index: number; relevance_score: number; document?: unknown }[]
  readonly message?: string
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}`, ...headers },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Answer
}

const ranked = ({ results }: Answer): Ranked[] => results.map(({ index, relevance_score: score }) => ({ index, score }))

describe('Open WebUI, external reranker', () => {
  it('gets a score for each document, which it puts in their order', async () => {
    const body = { model: 'rerank-v3.5', query, documents: passages, top_n: passages.length }
    const answer = await post('/v1/rerank', body, { 'X-OpenWebUI-User-Name': 'Ada', 'X-OpenWebUI-User-Role': 'user' })
    const byIndex = (list: readonly Ranked[]): Ranked[] => list.toSorted((a, b) => a.index - b.index)
    expect(byIndex(ranked(answer))).toEqual(byIndex(scoresCloseTo(expected)))
  })
})

describe('Dify, OpenAI-compatible rerank', () => {
  const body = { model: 'secondpass-en', query, documents: passages, return_documents: true }

  it('is added: its check of the address ranks three documents', async () => {
    const documents = passages.slice(0, 3)
    const { results } = await post('/v1/rerank', { ...body, documents, top_n: 3 })
    expect(results).toHaveLength(3)
  })

  it('gets all for a top_n of 0 and of null', async () => {
    expect(ranked(await post('/rerank', { ...body, top_n: 0 }))).toEqual(scoresCloseTo(expected))
    expect(ranked(await post('/v1/rerank', { ...body, top_n: null }))).toEqual(scoresCloseTo(expected))
  })

  it('is told, and not let in, when it has no key and sends an empty one', async () => {
    expect((await post('/rerank', body, { Authorization: '' })).message).toContain('asks for a key')
  })
})

describe('LibreChat', () => {
  it('gets the texts back where it speaks Jina', async () => {
    const body = { model: 'secondpass-en', query, documents: passages, top_n: 2, return_documents: true }
    const { results } = await post('/v1/rerank', body)
    expect(results.map(({ document }) => document)).toEqual(
      expected.slice(0, 2).map(({ index }) => ({ text: passages[index] })),
    )
  })

  it('gets scores where it speaks Cohere, whose model it does not let choose', async () => {
    const answer = await post('/v2/rerank', { model: 'rerank-v3.5', query, top_n: 2, documents: passages })
    expect(ranked(answer)).toEqual(scoresCloseTo(expected.slice(0, 2)))
  })
})
