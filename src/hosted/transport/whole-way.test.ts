import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DegradedReason } from '../../reranker/index.ts'
import { cohere } from '../cohere/cohere.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import { FaultServer } from '../testing/fault-server.ts'
import type { FaultName } from '../testing/faults.ts'
import { goodAnswer, testKey } from '../testing/make-call.ts'

let server: FaultServer
beforeAll(async () => {
  server = await FaultServer.start(goodAnswer)
})
afterAll(async () => await server.close())

let models = 0
function makeReranker(): HostedReranker {
  const options = { apiKey: testKey, baseUrl: server.url, timeout: 5_000, retries: 0, maxResponseBytes: 100_000 }
  return new HostedReranker({ provider: cohere, model: `model-${++models}`, options })
}
const request = { query: 'what causes tides', documents: ['Tide tables.', 'The moon does.', 'Waves come from wind.'] }

describe('a reranker behind a service', () => {
  it.each<[FaultName, DegradedReason]>([
    ['error-json', 'invalid_scores'],
    ['wrong-count', 'invalid_scores'],
    ['duplicate-index', 'invalid_scores'],
    ['null-score', 'invalid_scores'],
    ['large-body', 'invalid_scores'],
    ['html', 'unavailable'],
    ['reset-body', 'unavailable'],
    [402, 'over_budget'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'overloaded'],
    [504, 'timeout'],
  ])('answers in the first order when the service does %s, because of %s', async (fault, reason) => {
    server.play([], fault)
    const response = await makeReranker().rerank({ ...request, onError: 'passthrough' })
    expect(response.degraded?.reason).toBe(reason)
    expect(response.results.map(({ index, score }) => [index, score])).toEqual([
      [0, null],
      [1, null],
      [2, null],
    ])
    await expect(makeReranker().rerank(request)).rejects.toMatchObject({ code: reason })
  })

  it.each<[FaultName, string]>([
    [401, 'unauthorized'],
    [404, 'model_not_found'],
    [422, 'invalid_request'],
  ])('fails in any case when the service does %s: %s', async (fault, code) => {
    server.play([], fault)
    const error = await makeReranker()
      .rerank({ ...request, onError: 'passthrough' })
      .catch((reason) => reason)
    expect(error).toMatchObject({ code })
    expect(inspect(error, { depth: 9 })).not.toContain(testKey)
  })

  it("stops with the request's own deadline", async () => {
    server.play([], 'stalled-body')
    const failed = makeReranker().rerank({ ...request, deadline: 50 })
    await expect(failed).rejects.toMatchObject({ code: 'timeout' })
    await expect.poll(() => server.underWay).toBe(0)
  })

  it('counts its tries', async () => {
    server.play([])
    const { usage } = await makeReranker().rerank(request)
    expect(usage.requests).toBe(1)
  })
})
