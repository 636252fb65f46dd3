import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ErrorCode, SecondpassError } from '../reranker/index.ts'
import { HostedReranker } from './hosted-reranker.ts'
import { type FakeService, scoreOf } from './testing/fake-service.ts'
import { fakeServices } from './testing/fake-services.ts'
import { FaultServer } from './testing/fault-server.ts'
import type { FaultName } from './testing/faults.ts'
import { useEmptyEnvironment } from './testing/hermetic.ts'
import { providerOf } from './testing/make-fake.ts'

useEmptyEnvironment()

const query = 'which number is the largest'
const documents = ['one 12', 'two 55', 'three 31']

/** Each fault, and the code of the error that it ends in. */
const cases: [FaultName, ErrorCode][] = [
  ['reset-headers', 'unavailable'],
  ['reset-body', 'unavailable'],
  ['stalled-headers', 'timeout'],
  ['stalled-body', 'timeout'],
  ['html', 'unavailable'],
  ['error-json', 'invalid_scores'],
  ['wrong-count', 'invalid_scores'],
  ['duplicate-index', 'invalid_scores'],
  ['null-score', 'invalid_scores'],
  ['large-body', 'invalid_scores'],
  ['redirect', 'unavailable'],
  [401, 'unauthorized'],
  [402, 'over_budget'],
  [403, 'unauthorized'],
  [413, 'invalid_request'],
  [422, 'invalid_request'],
  [429, 'rate_limited'],
  [503, 'overloaded'],
]

describe.each(fakeServices)('$name', (service) => {
  let server: FaultServer
  beforeAll(async () => {
    server = await FaultServer.start((body) => goodAnswer(service, body))
  })
  afterAll(async () => await server.close())

  function makeReranker(timeout: number): HostedReranker {
    return new HostedReranker({
      provider: providerOf(service),
      model: service.model,
      options: {
        ...service.options,
        baseUrl: server.url,
        retries: 0,
        timeout,
        maxResponseBytes: 100_000,
        // Health is noted by `fetch`: with one of its own, no case sees the failures of those before.
        fetch: (...call) => globalThis.fetch(...call),
      },
    })
  }

  it('answers in good health, also when its answers are packed', async () => {
    for (const fault of ['ok', 'ok-gzip'] as const) {
      server.play([], fault)
      const { results } = await makeReranker(10_000).rerank({ query, documents })
      expect(results.map(({ index }) => index)).toEqual([1, 2, 0])
    }
  })

  it.each(cases)('%s ends as %s, in time, and leaves nothing open', async (fault, code) => {
    server.play([], fault).elsewhere.length = 0
    const reranker = makeReranker(/^stalled/.test(`${fault}`) ? 150 : 10_000)
    const error = await reranker.rerank({ query, documents, deadline: 20_000 }).catch((reason: unknown) => reason)
    expect(SecondpassError.isInstance(error)).toBe(true)
    expect((error as SecondpassError).code).toBe(code)
    expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toMatch(/largest|one 12|test-key/)
    expect(server.elsewhere).toEqual([])
    await vi.waitFor(() => expect(server.underWay).toBe(0), { timeout: 5000 })
  })

  it('gives the first-stage order and the reason where the request asks for it', async () => {
    server.play([], 503)
    const request = { query, documents, onError: 'passthrough' } as const
    const { results, degraded } = await makeReranker(10_000).rerank(request)
    expect(results.map(({ index, score }) => [index, score])).toEqual(documents.map((_, index) => [index, null]))
    expect(degraded?.reason).toBe('overloaded')
  })
})

function goodAnswer(service: FakeService, body: unknown): unknown {
  const texts = service.textsOf({ url: new URL('http://localhost'), headers: new Headers(), body })
  const scores = texts.map((text, index) => ({ index, score: scoreOf(text) }))
  return service.answer(scores.sort((a, b) => b.score - a.score))
}
