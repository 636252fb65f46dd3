import { describe, expect, it } from 'vitest'
import { numberIn } from '../../reranker/testing/scorers.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import { makeReranker } from '../testing/make-reranker.ts'
import { replay } from '../testing/replay.ts'
import { startServer } from '../testing/start-server.ts'
import { teiResponder } from '../testing/tei-responder.ts'
import { tei } from './tei.ts'

const request = { query: 'What is Deep Learning?', documents: ['Deep Learning is not...', 'Deep learning is...'] }
const recorded = {
  body: [
    { index: 1, score: 4.2109375 },
    { index: 0, score: -2.30078125 },
  ],
  headers: { 'x-compute-type': 'gpu', 'x-compute-characters': '42', 'x-compute-tokens': '31', 'x-total-time': '11' },
}
const rule = (_: string, text: string): number => numberIn(text)
const many = (count: number): string[] => Array.from({ length: count }, (_, place) => `pears ${(place * 37) % count}`)

describe('tei', () => {
  it('sends what TEI documents, and reads a recorded answer', async () => {
    const { fetch, sent } = replay(recorded)
    const options = { baseUrl: 'http://gpu:8080/', apiKey: 'key', fetch }
    const { results, scale, usage, model } = await new HostedReranker({ provider: tei, model: '', options }).rerank(
      request,
    )
    expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([
      {
        url: 'http://gpu:8080/rerank',
        body: { query: request.query, texts: request.documents, raw_scores: true, truncate: true },
      },
    ])
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer key')
    expect(results.map(({ index, score }) => [index, score])).toEqual([
      [1, 4.2109375],
      [0, -2.30078125],
    ])
    expect([scale, usage.tokens, usage.requests, model.id]).toEqual(['logit', 31, 1, 'tei'])
  })

  it('passes settings on, and names the scale that they make', async () => {
    const { fetch, sent } = replay({
      body: [
        { index: 0, score: 0.9 },
        { index: 1, score: 0.1 },
      ],
    })
    const settings = { rawScores: false, truncate: false, truncationDirection: 'left' }
    const options = { baseUrl: 'http://gpu', fetch, settings }
    const { scale, usage } = await new HostedReranker({ provider: tei, model: 'BAAI/bge', options }).rerank(request)
    expect(sent[0]?.body).toMatchObject({ raw_scores: false, truncate: false, truncation_direction: 'Left' })
    expect([scale, usage.tokens]).toEqual(['sigmoid', 0])
  })

  it('asks a server for its batch size when a request is larger than usual, once', async () => {
    await using server = await startServer(teiResponder({ rule, maxClientBatchSize: 50 }))
    const reranker = makeReranker({ provider: tei, options: { baseUrl: server.url } })
    const sizes = (): number[] => server.received.map(({ body }) => body?.texts.length ?? 0)
    await reranker.rerank({ query: 'pears', documents: many(32) })
    expect(sizes()).toEqual([32])
    for (const _ of [1, 2]) {
      const { results, usage } = await reranker.rerank({ query: 'pears', documents: many(101), topK: 3 })
      expect(results.map(({ score }) => score)).toEqual([100, 99, 98])
      expect([usage.pairs, usage.requests, usage.tokens]).toEqual([101, 3, 707])
    }
    expect(sizes()).toEqual([32, 0, 50, 50, 1, 50, 50, 1])
    expect(server.received[1]).toMatchObject({ method: 'GET', path: '/info' })
  })

  it('keeps calls so small that a server has room for several at once', async () => {
    await using server = await startServer(teiResponder({ rule, maxClientBatchSize: 1000, maxConcurrentRequests: 80 }))
    const reranker = makeReranker({ provider: tei, options: { baseUrl: server.url } })
    await reranker.rerank({ query: 'pears', documents: many(35) })
    expect(server.received.map(({ body }) => body?.texts.length)).toEqual([undefined, 10, 10, 10, 5])
  })

  it('takes 32 when a server does not say, and learns from a refusal', async () => {
    await using server = await startServer(teiResponder({ rule, maxClientBatchSize: 8, info: false }))
    const reranker = makeReranker({ provider: tei, options: { baseUrl: server.url } })
    const documents = many(40)
    const { results, usage } = await reranker.rerank({ query: 'pears', documents })
    expect(results.map(({ document }) => numberIn(document))).toEqual([...documents.keys()].reverse())
    expect(usage.pairs).toBe(40)
    server.received.length = 0
    await reranker.rerank({ query: 'pears', documents })
    expect(server.received.map(({ body }) => body.texts.length)).toEqual([8, 8, 8, 8, 8])
  })

  it.each([
    [413, 'Payload Too Large', '--payload-limit'],
    [
      422,
      {
        error: 'Input validation error: `inputs` must have less than 512 tokens. Given: 534',
        error_type: 'Validation',
      },
      '`truncate`',
    ],
    [424, { error: 'model is not a re-ranker model', error_type: 'Backend' }, 'does not rerank'],
    [429, { error: 'Model is overloaded', error_type: 'Overloaded' }, '--max-concurrent-requests'],
    [401, '', 'TEI_API_KEY'],
  ])('explains a %i', async (status, body, hint) => {
    await using server = await startServer(() => ({ status, body }))
    const reranker = makeReranker({ provider: tei, options: { baseUrl: server.url } })
    await expect(reranker.rerank({ query: 'pears', documents: ['pears 1'] })).rejects.toThrow(hint)
    expect(server.received).toHaveLength(1)
  })

  it('refuses an error with status 200, and an answer that leaves documents out', async () => {
    for (const body of [{ error: 'Model is overloaded', error_type: 'Overloaded' }, [{ index: 0, score: 1 }]]) {
      const options = { baseUrl: 'http://gpu', fetch: replay({ body }).fetch }
      const answer = new HostedReranker({ provider: tei, model: '', options }).rerank(request)
      await expect(answer).rejects.toMatchObject({ code: 'invalid_scores' })
    }
  })
})
