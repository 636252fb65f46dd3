import { describe, expect, it } from 'vitest'
import { HostedReranker } from '../hosted-reranker.ts'
import { replay } from '../testing/replay.ts'
import { xinference } from './xinference.ts'

const request = { query: 'pears', documents: ['plums', 'pears'] }
const body = {
  id: '88177e80-cbeb-11ee-bfe5-0242ac110007',
  results: [
    { index: 1, relevance_score: 0.98, document: null },
    { index: 0, relevance_score: 0.02, document: null },
  ],
}

describe('xinference', () => {
  it.each([
    [null, 0],
    [{ api_version: null, billed_units: null, tokens: { input_tokens: 12, output_tokens: 0 }, warnings: null }, 12],
  ])('reads a recorded answer with meta %o', async (meta, tokens) => {
    const { fetch, sent } = replay({ body: { ...body, meta } })
    const options = { baseUrl: 'http://gpu:9997', fetch }
    const answer = await new HostedReranker({ provider: xinference, model: 'bge', options }).rerank(request)
    expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([
      { url: 'http://gpu:9997/v1/rerank', body: { model: 'bge', ...request, return_documents: false } },
    ])
    expect(answer.results.map(({ index, score }) => [index, score])).toEqual([
      [1, 0.98],
      [0, 0.02],
    ])
    expect([answer.scale, answer.usage.tokens]).toEqual(['provider', tokens])
  })
})
