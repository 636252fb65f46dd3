import { describe, expect, it } from 'vitest'
import { numberIn } from '../../reranker/testing/scorers.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import { makeReranker } from '../testing/make-reranker.ts'
import { replay } from '../testing/replay.ts'
import { startServer } from '../testing/start-server.ts'
import { vllmResponder } from '../testing/vllm-responder.ts'
import { vllm } from './vllm.ts'

const model = 'BAAI/bge-reranker-base'
const documents = ['The capital of Brazil is Brasilia.', 'The capital of France is Paris.']
const request = { query: 'What is the capital of France?', documents }
const body = {
  id: 'rerank-fae51b2b664d4ed38f5969b612edff77',
  model,
  usage: { prompt_tokens: 56, total_tokens: 56 },
  results: [
    { index: 1, document: { text: documents[1], multi_modal: null }, relevance_score: 0.99853515625 },
    { index: 0, document: { text: documents[0], multi_modal: null }, relevance_score: 0.0005860328674316406 },
  ],
}
const rule = (_: string, text: string): number => numberIn(text)

describe('vllm', () => {
  it.each(['http://gpu:8000', 'http://gpu:8000/v1'])('reads a recorded answer of %s', async (baseUrl) => {
    const { fetch, sent } = replay({ body })
    const answer = await new HostedReranker({ provider: vllm, model, options: { baseUrl, fetch } }).rerank(request)
    expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([
      { url: 'http://gpu:8000/v1/rerank', body: { model, query: request.query, documents } },
    ])
    expect(sent[0]?.headers.has('authorization')).toBe(false)
    expect(answer.results.map(({ index, score }) => [index, score])).toEqual([
      [1, 0.99853515625],
      [0, 0.0005860328674316406],
    ])
    expect([answer.scale, answer.usage.tokens]).toEqual(['provider', 56])
  })

  it('passes settings on', async () => {
    const { fetch, sent } = replay({ body })
    const settings = {
      maxTokensPerDocument: 400,
      maxTokensPerQuery: 64,
      useActivation: false,
      instruction: 'x',
      priority: 2,
    }
    const options = { baseUrl: 'http://gpu', fetch, settings }
    const { scale } = await new HostedReranker({ provider: vllm, model, options }).rerank(request)
    expect(sent[0]?.body).toMatchObject({
      max_tokens_per_doc: 400,
      max_tokens_per_query: 64,
      use_activation: false,
      instruction: 'x',
      priority: 2,
    })
    expect(scale).toBe('logit')
  })

  it('says what to do about a document that is too long', async () => {
    await using server = await startServer(vllmResponder({ rule, maxModelLength: 8 }))
    const long = { query: 'pears', documents: ['pears 1', `pears 2${' and'.repeat(20)}`] }
    const reranker = makeReranker({ provider: vllm, model, options: { baseUrl: server.url } })
    await expect(reranker.rerank(long)).rejects.toThrow('maxTokensPerDocument')
    const options = { baseUrl: server.url, settings: { maxTokensPerDocument: 6 } }
    const { results } = await makeReranker({ provider: vllm, model, options }).rerank(long)
    expect(results.map(({ index }) => index)).toEqual([1, 0])
  })

  it.each([
    [404, { error: { message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 } }, '/v1/models'],
    [404, { detail: 'Not Found' }, '--runner pooling'],
    [401, { error: 'Unauthorized' }, 'VLLM_API_KEY'],
  ])('explains a %i', async (status, refusal, hint) => {
    await using server = await startServer(() => ({ status, body: refusal }))
    const reranker = makeReranker({ provider: vllm, model, options: { baseUrl: server.url } })
    await expect(reranker.rerank(request)).rejects.toThrow(hint)
  })

  it('needs a model', () => {
    const make = (): HostedReranker =>
      new HostedReranker({ provider: vllm, model: '', options: { baseUrl: 'http://gpu' } })
    expect(make).toThrow('Name a model of vLLM')
  })
})
