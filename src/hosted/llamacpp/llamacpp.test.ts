import { describe, expect, it } from 'vitest'
import { numberIn } from '../../reranker/testing/scorers.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import { llamacppResponder } from '../testing/llamacpp-responder.ts'
import { makeReranker } from '../testing/make-reranker.ts'
import { replay } from '../testing/replay.ts'
import { startServer } from '../testing/start-server.ts'
import { llamacpp } from './llamacpp.ts'

const request = { query: 'What is panda?', documents: ['hi', 'it is a bear', 'The giant panda is a bear.'] }
const body = {
  model: 'gpt-3.5-turbo',
  object: 'list',
  usage: { prompt_tokens: 51, total_tokens: 51 },
  results: [
    { index: 2, relevance_score: 7.7 },
    { index: 1, relevance_score: -2.5 },
    { index: 0, relevance_score: -11 },
  ],
}
const rule = (_: string, text: string): number => numberIn(text)

describe('llamacpp', () => {
  it('sends what the server documents, and reads a recorded answer', async () => {
    const { fetch, sent } = replay({ body })
    const options = { baseUrl: 'http://gpu:8080', fetch }
    const { results, scale, usage } = await new HostedReranker({ provider: llamacpp, model: '', options }).rerank(
      request,
    )
    expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([{ url: 'http://gpu:8080/v1/rerank', body: request }])
    expect(results.map(({ index, score }) => [index, score])).toEqual([
      [2, 7.7],
      [1, -2.5],
      [0, -11],
    ])
    expect([scale, usage.tokens]).toEqual(['provider', 51])
  })

  it.each([
    [{ physicalBatch: 4 }, '-ub', 500, false],
    [{ reranking: false }, '--reranking', 501, false],
    [{ loading: true }, 'loading its model', 503, true],
  ])('explains what a server with %o answers, and does not split', async (state, hint, status, retryable) => {
    await using server = await startServer(llamacppResponder({ rule, ...state }))
    const reranker = makeReranker({ provider: llamacpp, options: { baseUrl: server.url } })
    const refused = reranker.rerank(request)
    await expect(refused).rejects.toThrow(hint)
    await expect(refused).rejects.toMatchObject({ service: { service: 'llamacpp', status, retryable } })
    expect(server.received).toHaveLength(1)
  })
})
