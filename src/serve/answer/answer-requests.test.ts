import { expect, it, vi } from 'vitest'
import { type Reranker, rerankWith, SecondpassError } from '../../reranker/index.ts'
import { ModelRegistry } from '../models/model-registry.ts'
import type { ServedModel } from '../models/served-model.ts'
import { answerRequests } from './answer-requests.ts'
import type { ServedRequest } from './served-request.ts'
import { PairReranker, scoreOf } from './testing/pair-reranker.ts'
import { servedModel, servedRequest } from './testing/served-model.ts'

async function answer({
  requests,
  models,
  deadline = 30_000,
  signal = new AbortController().signal,
}: {
  requests: readonly ServedRequest[]
  /** The first is asked. */
  models: readonly ServedModel[]
  deadline?: number
  signal?: AbortSignal
}) {
  const registry = new ModelRegistry({ models, aliases: {} })
  return await answerRequests({ requests, model: registry.find(undefined), models: registry, deadline, signal })
}

/** Lets a model be busy for some milliseconds. */
function occupy(model: ServedModel, milliseconds: number) {
  return model.admission.enter({ tokens: milliseconds, parts: 1, deadline: 10 * milliseconds, priority: 0 })
}

/** A reranker that never answers by itself. */
const stuck: Reranker = {
  id: 'stuck',
  rerank: (request) =>
    rerankWith(
      { model: { id: 'stuck' }, rawScale: 'logit', scale: 'logit', score: () => new Promise<void>(() => {}) },
      request,
    ),
}

/** A reranker that heeds neither signal nor deadline. */
const deaf: Reranker = { id: 'deaf', rerank: () => new Promise(() => {}) }

it('does not wait beyond the deadline or the signal for a reranker that heeds neither', async () => {
  const model = await servedModel({ reranker: deaf })
  const asked = { requests: [servedRequest({ count: 1 })], models: [model] }
  await expect(answer({ ...asked, deadline: 100 })).rejects.toMatchObject({ code: 'timeout' })
  await expect(answer({ ...asked, signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ code: 'cancelled' })
  expect(model.admission.requests).toBe(0)
})

it('answers each request of a body with its own scores', async () => {
  const reranker = new PairReranker()
  const model = await servedModel({ reranker, parallelism: 3 })
  const requests = ['a', 'b', 'c', 'd', 'e'].map((query) => servedRequest({ query, count: 7 }))
  const answers = await answer({ requests, models: [model] })
  for (const [place, { response, request }] of answers.entries()) {
    expect(request).toBe(requests[place])
    for (const { document, score } of response.results) expect(score).toBe(scoreOf(request.query, document.text))
    expect(response.coverage).toEqual({ candidates: 7, scored: 7 })
  }
  expect(reranker.mostOpen).toBe(3)
  expect(model.admission.requests).toBe(0)
})

it('lets a body in with all of its requests, or none', async () => {
  const reranker = new PairReranker()
  const model = await servedModel({ reranker, limits: { requests: 10, tokens: 1000 } })
  const requests = Array.from({ length: 10 }, () => servedRequest({ count: 10 }))
  await expect(answer({ requests, models: [model] })).rejects.toMatchObject({ status: 413, rejection: 'too_large' })
  expect(reranker.pairs).toBe(0)
  expect(await answer({ requests: requests.slice(0, 5), models: [model] })).toHaveLength(5)
})

it('several requests of a body have the weight of one', async () => {
  const seen: (number | undefined)[] = []
  const inner = new PairReranker()
  const reranker: Reranker = {
    id: 'seen',
    rerank: (request) => {
      seen.push(request.priority)
      return inner.rerank(request)
    },
  }
  const model = await servedModel({ reranker, parallelism: 2 })
  await answer({ requests: [servedRequest({ priority: 50 })], models: [model] })
  await answer({ requests: [1, 2, 3].map(() => servedRequest({ priority: 50 })), models: [model] })
  expect(seen).toEqual([50, 200, 200, 200])
})

it('drops all requests of a body when one fails', async () => {
  const inner = new PairReranker()
  const failing: Reranker = {
    id: 'failing',
    rerank: (request) =>
      request.query === 'bad'
        ? Promise.reject(new SecondpassError({ code: 'unavailable', message: 'It is down.' }))
        : inner.rerank(request),
  }
  const model = await servedModel({ reranker: failing, parallelism: 4 })
  const requests = ['a', 'bad', 'b', 'c', 'd', 'e'].map((query) => servedRequest({ query, count: 400 }))
  await expect(answer({ requests, models: [model], deadline: 60_000_000 })).rejects.toMatchObject({
    code: 'unavailable',
  })
  expect(model.admission.requests).toBe(0)
  await vi.waitFor(() => expect(inner.open).toBe(0))
  expect(inner.pairs).toBeLessThan(100)
})

it('drops the work of a client that is gone, and lets the next one in', async () => {
  const inner = new PairReranker()
  const model = await servedModel({ reranker: inner, limits: { requests: 1, tokens: 4_000_000 } })
  const gone = new AbortController()
  const asked = answer({
    requests: [servedRequest({ count: 2000 })],
    models: [model],
    deadline: 60_000_000,
    signal: gone.signal,
  })
  await vi.waitFor(() => expect(inner.pairs).toBeGreaterThan(0))
  gone.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  expect(model.admission.requests).toBe(0)
  await vi.waitFor(() => expect(inner.open).toBe(0))
  expect(inner.pairs).toBeLessThan(2000)
})

it('answers by the deadline, and lets the next one in', async () => {
  const model = await servedModel({ reranker: stuck })
  const asked = answer({ requests: [servedRequest({ count: 2 })], models: [model], deadline: 500 })
  await expect(asked).rejects.toMatchObject({ code: 'timeout' })
  expect(model.admission.requests).toBe(0)
})

it('begins nothing after the deadline', async () => {
  const reranker = new PairReranker()
  const late = answer({ requests: [servedRequest()], models: [await servedModel({ reranker })], deadline: -1 })
  await expect(late).rejects.toMatchObject({ status: 504, code: 'timeout' })
  expect(reranker.pairs).toBe(0)
})

it('waits for a model that is being loaded, as long as there is time', async () => {
  const reranker = new PairReranker()
  let load = () => {}
  const usable = new Promise<void>((resolve) => {
    load = resolve
  })
  const model = await servedModel({ reranker, usable, state: 'loading' })
  const early = answer({ requests: [servedRequest()], models: [model], deadline: 100 })
  await expect(early).rejects.toMatchObject({ status: 503, retryAfter: 2 })
  const waiting = answer({ requests: [servedRequest()], models: [model] })
  expect([model.admission.requests, reranker.pairs]).toEqual([0, 0])
  load()
  expect((await waiting)[0]?.response.coverage.scored).toBe(10)
})

it('refuses a malformed request before it asks for room', async () => {
  const model = await servedModel({ reranker: new PairReranker(), limits: { requests: 1, tokens: 4_000_000 } })
  occupy(model, 10_000)
  const asked = answer({ requests: [servedRequest({ query: ' ' })], models: [model] })
  await expect(asked).rejects.toMatchObject({ code: 'invalid_request' })
})

it('scores as many candidates as there is time for, where it may', async () => {
  const reranker = new PairReranker()
  const model = await servedModel({ reranker, degrade: { minDepth: 10 } })
  const [first] = await answer({ requests: [servedRequest({ count: 2000 })], models: [model], deadline: 20_000 })
  const scored = first?.response.coverage.scored ?? 0
  // 85 % of 20 s are 17,000 tokens, and a document is 18 or 19.
  expect(scored).toBeGreaterThan(820)
  expect(scored).toBeLessThan(945)
  expect(first?.response.results).toHaveLength(2000)
  expect(first?.response.results[scored]).toMatchObject({ index: scored, score: null })
  expect(first?.response.degraded?.reason).toBe('overloaded')
  expect(first?.warnings.join(' ')).toContain(`the first ${scored} were scored`)
  expect(reranker.pairs).toBe(scored)
})

it('refuses rather than score fewer than it may', async () => {
  const model = await servedModel({ reranker: new PairReranker(), degrade: { minDepth: 100 } })
  const asked = answer({ requests: [servedRequest({ count: 500 })], models: [model], deadline: 2000 })
  await expect(asked).rejects.toMatchObject({ status: 413, rejection: 'too_large' })
})

it('keeps the depth that a request asked for as the most', async () => {
  const model = await servedModel({ reranker: new PairReranker(), degrade: { minDepth: 1 } })
  const shallow = servedRequest({ query: 'x', count: 100, depth: 3 })
  const deep = servedRequest({ query: 'y', count: 300 })
  const [one, other] = await answer({ requests: [shallow, deep], models: [model], deadline: 1000 })
  expect(one?.response.coverage.scored).toBe(3)
  expect(other?.response.coverage.scored).toBeGreaterThan(3)
  expect(other?.response.coverage.scored).toBeLessThan(50)
})

it('has another model answer, under its name', async () => {
  const strong = new PairReranker()
  const quick = new PairReranker()
  const limits = { requests: 1, tokens: 4_000_000 }
  const asked = await servedModel({ name: 'strong', reranker: strong, limits, degrade: { model: 'quick' } })
  const other = await servedModel({ name: 'quick', reranker: quick })
  occupy(asked, 25_000)
  const [first] = await answer({ requests: [servedRequest({ count: 400 })], models: [asked, other] })
  expect(first?.model).toBe('quick')
  expect(first?.response.degraded?.reason).toBe('overloaded')
  expect(first?.warnings.join(' ')).toContain("'quick' answered in its place")
  expect([strong.pairs, quick.pairs]).toEqual([0, 400])
})

it('asks no model after the other one, and says what the first one said', async () => {
  const reranker = new PairReranker()
  const first = await servedModel({ name: 'a', reranker, degrade: { model: 'b' } })
  const second = await servedModel({ name: 'b', reranker, degrade: { model: 'c', firstStage: true } })
  const third = await servedModel({ name: 'c', reranker })
  occupy(first, 5000)
  occupy(second, 25_000)
  const requests = [servedRequest({ count: 400 })]
  const asked = answer({ requests, models: [first, second, third], deadline: 10_000 })
  await expect(asked).rejects.toMatchObject({ status: 429, rejection: 'deadline' })
  expect(reranker.pairs).toBe(0)
})

it('answers in the order of the request, and without scores, where nothing else is possible', async () => {
  const reranker = new PairReranker()
  const model = await servedModel({
    reranker,
    limits: { requests: 1, tokens: 4_000_000 },
    degrade: { minDepth: 5, firstStage: true },
  })
  occupy(model, 1000)
  const [first] = await answer({ requests: [servedRequest({ count: 20, topK: 3 })], models: [model] })
  const { results, degraded, coverage } = first?.response ?? {}
  expect(results?.map(({ index, score, logit }) => [index, score, logit])).toEqual(
    [0, 1, 2].map((i) => [i, null, null]),
  )
  expect(coverage).toEqual({ candidates: 20, scored: 0 })
  expect(degraded?.reason).toBe('overloaded')
  expect(first?.warnings.join(' ')).toContain('in the order of the request')
  expect(reranker.pairs).toBe(0)
})

it('does not pass a failure of the model for a lack of time', async () => {
  const failing: Reranker = {
    id: 'failing',
    rerank: () => Promise.reject(new SecondpassError({ code: 'overloaded', message: 'The service is overloaded.' })),
  }
  const model = await servedModel({ reranker: failing, degrade: { firstStage: true } })
  await expect(answer({ requests: [servedRequest()], models: [model] })).rejects.toThrow('The service is overloaded.')
})
