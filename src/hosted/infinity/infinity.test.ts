import { describe, expect, it } from 'vitest'
import { numberIn } from '../../reranker/testing/scorers.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import { infinityResponder } from '../testing/infinity-responder.ts'
import { makeReranker } from '../testing/make-reranker.ts'
import { replay } from '../testing/replay.ts'
import { startServer } from '../testing/start-server.ts'
import { infinity } from './infinity.ts'

const request = { query: 'pears', documents: ['plums 1', 'pears 2'] }
const body = {
  object: 'rerank',
  results: [
    { relevance_score: 3.5, index: 1, document: null },
    { relevance_score: -4, index: 0, document: null },
  ],
  model: 'mixedbread-ai/mxbai-rerank-xsmall-v1',
  usage: { prompt_tokens: 24, total_tokens: 24 },
  id: 'infinity-0b1ca0b4-5b8a-4a58-9a3e-5f8e0d6f4a11',
  created: 1_759_000_000,
}
const rule = (_: string, text: string): number => numberIn(text)

describe('infinity', () => {
  it('sends what Infinity documents, and does not take its characters for tokens', async () => {
    const { fetch, sent } = replay({ body })
    const options = { baseUrl: 'http://gpu:7997', fetch }
    const { results, scale, usage } = await new HostedReranker({ provider: infinity, model: 'a', options }).rerank(
      request,
    )
    expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([
      { url: 'http://gpu:7997/rerank', body: { model: 'a', ...request, raw_scores: true, return_documents: false } },
    ])
    expect(results.map(({ index, score }) => [index, score])).toEqual([
      [1, 3.5],
      [0, -4],
    ])
    expect([scale, usage.tokens]).toEqual(['logit', 0])
  })

  it.each(['http://gpu:7997', 'http://gpu:7997/v1'])('puts the prefix behind %s once', async (baseUrl) => {
    const { fetch, sent } = replay({ body })
    const options = { baseUrl, fetch, settings: { urlPrefix: '/v1', lengthsViaTokenize: true, rawScores: false } }
    const { scale, usage } = await new HostedReranker({ provider: infinity, model: '', options }).rerank(request)
    expect(sent[0]?.url).toBe('http://gpu:7997/v1/rerank')
    expect(sent[0]?.body).not.toHaveProperty('model')
    expect([scale, usage.tokens]).toEqual(['sigmoid', 24])
  })

  it('comes down to the number of documents that the server takes', async () => {
    await using server = await startServer(infinityResponder({ rule, maxClientBatchSize: 10 }))
    const reranker = makeReranker({ provider: infinity, options: { baseUrl: server.url } })
    const documents = Array.from({ length: 25 }, (_, place) => `pears ${(place * 7) % 25}`)
    const { results, usage } = await reranker.rerank({ query: 'pears', documents, topK: 2 })
    expect(results.map(({ document }) => document)).toEqual(['pears 24', 'pears 23'])
    expect([usage.pairs, usage.requests]).toEqual([25, 4])
  })

  it('says that a prefix may be missing', async () => {
    await using server = await startServer(infinityResponder({ rule, urlPrefix: '/v1' }))
    const reranker = makeReranker({ provider: infinity, options: { baseUrl: server.url } })
    await expect(reranker.rerank(request)).rejects.toThrow('urlPrefix')
  })
})
