import { describe, expect, it } from 'vitest'
import { providers } from './providers.ts'
import { type FakeScore, scoreOf } from './testing/fake-service.ts'
import { fakeServices } from './testing/fake-services.ts'
import { useEmptyEnvironment } from './testing/hermetic.ts'
import { makeFake, providerOf } from './testing/make-fake.ts'

useEmptyEnvironment()

const query = 'which number is the largest'
const documents = ['one 12', 'two 55', 'three 12', 'four 90', 'five 31']

/** Places in the order that is right: by score, ties by first-stage position. */
function rightOrder(texts: readonly string[]): number[] {
  return texts.map((_, index) => index).sort((a, b) => scoreOf(texts[b] ?? '') - scoreOf(texts[a] ?? '') || a - b)
}

/** The same texts in an order that is neither theirs nor that of their scores. */
function shuffle<T>(values: readonly T[]): T[] {
  return values
    .map((value, index) => ({ value, key: (index * 7919) % 10_007 }))
    .sort((a, b) => a.key - b.key || 0)
    .map(({ value }) => value)
    .reverse()
}

it('is held for every service', () => {
  expect(fakeServices.map(({ name }) => name).sort()).toEqual(providers.map(({ name }) => name).sort())
})

describe.each(fakeServices)('$name', (service) => {
  const provider = providerOf(service)
  const facts = provider.models.find(({ id }) => id === service.model) ?? provider.anyModel

  it('orders by score, ties by first-stage position, and keeps the scores as they are', async () => {
    const { reranker } = makeFake(service)
    const { results, scale, model, coverage } = await reranker.rerank({ query, documents })
    expect(results.map(({ index }) => index)).toEqual(rightOrder(documents))
    expect(results.map(({ score }) => score)).toEqual([0.9, 0.55, 0.31, 0.12, 0.12])
    expect(scale).toBe(provider.scale)
    expect(model.id).toBe(`${service.name}:${service.model}`)
    expect(coverage).toEqual({ candidates: 5, scored: 5 })
  })

  it('gives every document its own score, in whichever order they come', async () => {
    const { reranker } = makeFake(service, { change: shuffle })
    const { results } = await reranker.rerank({ query, documents })
    for (const { document, score } of results) expect(score).toBe(scoreOf(document))
  })

  it('has all of the first `depth` scored, and gives `topK` back', async () => {
    const { reranker, calls } = makeFake(service)
    const { results } = await reranker.rerank({ query, documents, depth: 3, topK: 2 })
    expect(calls.map((call) => service.textsOf(call))).toEqual([documents.slice(0, 3)])
    expect(results.map(({ index, score }) => [index, score])).toEqual([
      [1, 0.55],
      [0, 0.12],
    ])
  })

  it('neither sends empty documents nor the same text twice', async () => {
    const { reranker, calls } = makeFake(service)
    const { results } = await reranker.rerank({ query, documents: ['a 10', '', 'b 20', 'a 10'] })
    expect(calls.map((call) => service.textsOf(call))).toEqual([['a 10', 'b 20']])
    expect(results.map(({ index }) => index)).toEqual([2, 0, 3, 1])
  })

  it('splits what is more than a call takes, and puts it together', async () => {
    const { reranker, calls } = makeFake(service)
    const many = Array.from({ length: facts.maxDocuments + 1 }, (_, place) => `text ${place} ${(place * 37) % 100}`)
    const { results, usage, warnings } = await reranker.rerank({ query, documents: many })
    expect(calls.map((call) => service.textsOf(call).length).sort()).toEqual([1, facts.maxDocuments].sort())
    expect(results.map(({ index }) => index)).toEqual(rightOrder(many))
    expect(usage).toMatchObject({ requests: 2, pairs: many.length })
    expect(warnings.map(({ code }) => code)).toEqual(facts.listwise ? ['split_listwise'] : [])
    const twice = Object.entries(service.usage).map(([name, count]) => [name, 2 * (count as number)])
    expect(usage).toMatchObject({ tokens: 0, ...Object.fromEntries(twice) })
  })

  it('says what a call used', async () => {
    const { usage, timings } = await makeFake(service).reranker.rerank({ query, documents })
    // What the service does not say itself, the price table may.
    expect(usage).toMatchObject({ pairs: 5, tokens: 0, ...service.usage, truncated: 0, duplicates: 0, requests: 1 })
    expect(timings.infer).toBeGreaterThan(0)
  })

  it('says what a call used also when its answer is refused', async () => {
    const { reranker } = makeFake(service, { change: (scores) => scores.slice(1) })
    const { usage, degraded } = await reranker.rerank({ query, documents, onError: 'passthrough' })
    expect(degraded?.reason).toBe('invalid_scores')
    expect(usage).toMatchObject({ ...service.usage, pairs: 5, requests: 1 })
  })

  it('stops its call when the request is cancelled', async () => {
    const { reranker, signals } = makeFake(service, { hangs: true })
    const controller = new AbortController()
    const answer = reranker.rerank({ query, documents, signal: controller.signal })
    answer.catch(() => {})
    await expect.poll(() => signals.length).toBe(1)
    controller.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(() => signals[0]?.aborted).toBe(true)
  })

  it('asks nothing when the request is cancelled before', async () => {
    const { reranker, calls } = makeFake(service)
    const answer = reranker.rerank({ query, documents, signal: AbortSignal.abort() })
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    expect(calls).toEqual([])
  })

  it('keeps a deadline, and says so', async () => {
    const { reranker, signals } = makeFake(service, { hangs: true })
    const late = reranker.rerank({ query, documents, deadline: 60 })
    await expect(late).rejects.toMatchObject({ code: 'timeout' })
    await expect.poll(() => signals.every((signal) => signal?.aborted)).toBe(true)
    const { results, degraded } = await reranker.rerank({ query, documents, deadline: 60, onError: 'passthrough' })
    expect(degraded?.reason).toBe('timeout')
    expect(results.map(({ index, score }) => [index, score])).toEqual(documents.map((_, index) => [index, null]))
  })

  it.each<[string, (scores: readonly FakeScore[]) => readonly FakeScore[]]>([
    ['leaves a document out', (scores) => scores.slice(1)],
    ['answers with nothing', () => []],
    ['names a document twice', (scores) => [...scores, ...scores.slice(0, 1)]],
    ['names one document in place of another', ([first, ...rest]) => [{ ...(first as FakeScore), index: 0 }, ...rest]],
    ['names a document that is not there', ([first, ...rest]) => [{ ...(first as FakeScore), index: 5 }, ...rest]],
    ['names a document before the first', ([first, ...rest]) => [{ ...(first as FakeScore), index: -1 }, ...rest]],
    ['names half a document', ([first, ...rest]) => [{ ...(first as FakeScore), index: 3.5 }, ...rest]],
    ['gives null as a score', ([first, ...rest]) => [{ ...(first as FakeScore), score: null }, ...rest]],
  ])('refuses an answer that %s', async (_, change) => {
    const { reranker } = makeFake(service, { change })
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ code: 'invalid_scores' })
    const { results, degraded } = await reranker.rerank({ query, documents, onError: 'passthrough' })
    expect(degraded?.reason).toBe('invalid_scores')
    expect(results.map(({ index, score }) => [index, score])).toEqual(documents.map((_, index) => [index, null]))
  })

  it.each<[string, () => Response]>([
    ['an error', () => Response.json(service.failure('The model is not there.'))],
    ['a list of another kind', () => Response.json({ results: [{ index: 'first' }] })],
    ['null', () => Response.json(null)],
  ])('refuses an answer of status 200 that holds %s', async (_, response) => {
    const { reranker } = makeFake(service, { responses: [response] })
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ code: 'invalid_scores' })
  })
})
