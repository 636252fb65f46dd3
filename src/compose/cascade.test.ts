import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cascade } from './cascade.ts'
import { comparable, requests } from './testing/requests.ts'
import { failing, makeReranker, numberIn, scoring, slow } from './testing/rerankers.ts'

const query = 'which number is the largest'
const documents = ['one 1', 'four 4', 'two 2', 'three 3', 'five 5']
const rising = () => scoring('rising', numberIn)
const falling = () => scoring('falling', (text) => -numberIn(text))
const names = ({ results }: { results: { document: string }[] }) => results.map(({ document }) => document)

describe('a cascade', () => {
  it('orders what the first kept by the last, and leaves the rest below in the order of the first', async () => {
    const last = falling()
    const response = await cascade([{ reranker: rising(), keep: 3 }, { reranker: last }]).rerank({ query, documents })
    expect(names(response)).toEqual(['three 3', 'four 4', 'five 5', 'two 2', 'one 1'])
    expect(last.tasks[0]?.texts).toEqual(['five 5', 'four 4', 'three 3'])
    expect(response.results.map(({ rank, index, previousRank }) => [rank, index, previousRank])).toEqual([
      [1, 3, 4],
      [2, 1, 2],
      [3, 4, 5],
      [4, 2, 3],
      [5, 0, 1],
    ])
  })

  it("has the last one's scores, and none where it gave none", async () => {
    const stages = [{ reranker: rising(), keep: 2 }, { reranker: falling() }]
    const response = await cascade(stages).rerank({ query, documents, returnLogits: true })
    expect(response.results.map(({ logit }) => logit)).toEqual([-4, -5, null, null, null])
    expect(response.results.filter(({ score }) => score === null)).toHaveLength(3)
    expect(response.model.id).toBe('falling')
    expect(response.coverage).toEqual({ candidates: 5, scored: 2 })
    expect(response.usage).toMatchObject({ pairs: 7, tokens: 21, duplicates: 0 })
  })

  it('goes through three stages', async () => {
    const stages = [{ reranker: rising(), keep: 4 }, { reranker: falling(), keep: 2 }, { reranker: rising() }]
    expect(names(await cascade(stages).rerank({ query, documents }))).toEqual([
      'three 3',
      'two 2',
      'four 4',
      'five 5',
      'one 1',
    ])
  })

  it('cuts at the end: topK and threshold of the last one', async () => {
    const chain = cascade([{ reranker: rising(), keep: 4 }, { reranker: falling() }])
    expect(names(await chain.rerank({ query, documents, topK: 1 }))).toEqual(['two 2'])
    for (const returnLogits of [true, undefined]) {
      const threshold = { value: -3, scale: 'logit' as const }
      const response = await chain.rerank({ query, documents, threshold, returnLogits })
      expect(names(response)).toEqual(['two 2', 'three 3'])
      expect(response.results.every((result) => 'logit' in result === (returnLogits ?? false))).toBe(true)
    }
  })

  it('refuses a threshold that the last stage has no scale for, before it works', async () => {
    const first = rising()
    const chain = cascade([{ reranker: first, keep: 4 }, { reranker: falling() }])
    const threshold = { value: 0.5, scale: 'provider' as const }
    await expect(chain.rerank({ query, documents, threshold })).rejects.toMatchObject({ code: 'invalid_request' })
    expect(first.tasks).toEqual([])
  })

  it.each([-1, 1.5, Number.NaN, '2' as unknown as number])('refuses a topK of %s, before it works', async (topK) => {
    const first = rising()
    const reranker = cascade([{ reranker: first, keep: 2 }, { reranker: falling() }])
    await expect(reranker.rerank({ query, documents, topK })).rejects.toMatchObject({ code: 'invalid_request' })
    expect(first.tasks).toHaveLength(0)
  })

  it('scores the first `depth` only, and hands none of the others on', async () => {
    const last = falling()
    const chain = cascade([{ reranker: rising(), keep: 4 }, { reranker: last }])
    expect(names(await chain.rerank({ query, documents, depth: 2 }))).toEqual([
      'one 1',
      'four 4',
      'two 2',
      'three 3',
      'five 5',
    ])
    expect(last.tasks[0]?.texts).toEqual(['four 4', 'one 1'])
  })

  it('reads texts as the request says, with the places of the request', async () => {
    const chain = cascade([{ reranker: rising(), keep: 2 }, { reranker: falling() }])
    const objects = documents.map((title) => ({ title }))
    const seen = new Map<object, Set<number>>()
    const textOf = (document: { title: string }, index: number) => {
      seen.set(document, (seen.get(document) ?? new Set()).add(index))
      return document.title
    }
    const { results } = await chain.rerank({ query, documents: objects, textOf })
    expect(results[0]?.document).toBe(objects[1])
    for (const [document, places] of seen) expect([...places]).toEqual([objects.indexOf(document as { title: string })])
    const byField = await chain.rerank({ query, documents: objects, fields: ['title'] })
    expect(byField.results[0]?.document).toBe(objects[1])
  })

  it('throws the failure of a stage', async () => {
    const chain = cascade([{ reranker: rising(), keep: 2 }, { reranker: failing('last', 'unavailable') }])
    await expect(chain.rerank({ query, documents })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('keeps order and scores of the stage before, when that is wanted', async () => {
    const chain = cascade([{ reranker: rising(), keep: 2 }, { reranker: failing('last', 'unavailable') }])
    const threshold = { value: 0.99, scale: 'sigmoid' as const }
    const response = await chain.rerank({ query, documents, onError: 'passthrough', threshold })
    expect(names(response)).toEqual(['five 5', 'four 4', 'three 3', 'two 2', 'one 1'])
    expect(response.degraded?.reason).toBe('unavailable')
    expect(response.model.id).toBe('rising')
    expect(response.coverage.scored).toBe(5)
    expect(response.warnings.map(({ code }) => code)).toEqual(['threshold_not_applied'])
  })

  it('puts what the last stage had scored when its time was up above the rest', async () => {
    const partial = makeReranker('partial', async ({ signal, onScore }) => {
      onScore(1, { raw: 1, truncated: false })
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const chain = cascade([{ reranker: rising(), keep: 3 }, { reranker: partial }])
    const response = await chain.rerank({ query, documents, onError: 'passthrough', deadline: 60 })
    expect(names(response)).toEqual(['four 4', 'five 5', 'three 3', 'two 2', 'one 1'])
    expect(response.coverage.scored).toBe(1)
    expect(response.degraded?.reason).toBe('timeout')
  })

  it('holds the deadline for all stages together', async () => {
    const chain = cascade([{ reranker: slow('a', 80), keep: 2 }, { reranker: slow('b', 80) }])
    const startedAt = performance.now()
    await expect(chain.rerank({ query, documents, deadline: 120 })).rejects.toMatchObject({ code: 'timeout' })
    expect(performance.now() - startedAt).toBeLessThan(150)
  })

  it('adds up estimates, with the longest for those that get far', async () => {
    const estimate = ({ documents: all }: { documents: readonly unknown[] }) => ({
      pairs: all.length,
      tokens: 1,
      requests: 1,
      cost: all.join('').length,
    })
    const stage = () => scoring('a', numberIn, { estimate })
    const chain = cascade([{ reranker: stage(), keep: 2 }, { reranker: stage() }])
    expect(await chain.estimate?.({ query, documents: ['a', 'bbbb', 'ccc'] })).toEqual({
      pairs: 5,
      tokens: 2,
      requests: 2,
      cost: 15,
    })
  })

  it('refuses stages that make no sense', () => {
    expect(() => cascade([])).toThrow(/one stage or more/)
    expect(() => cascade([{ reranker: rising() }, { reranker: rising() }])).toThrow(/Stage 1/)
    expect(() => cascade([{ reranker: rising(), keep: 0 }])).toThrow(/keep/)
  })

  it('of one is that one, and of two brings every document once', async () => {
    await fc.assert(
      fc.asyncProperty(requests(), fc.integer({ min: 1, max: 12 }), async (request, keep) => {
        const alone = rising()
        const one = await alone.rerank(request)
        expect(comparable(await cascade([{ reranker: alone }]).rerank(request))).toEqual(comparable(one))
        const { topK: _topK, threshold: _threshold, ...whole } = request
        const chain = cascade([{ reranker: alone, keep }, { reranker: falling() }])
        const { results } = await chain.rerank(whole)
        expect(results.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...request.documents.keys()])
        expect(results.every(({ document, index }) => document === request.documents[index])).toBe(true)
      }),
    )
  })
})
