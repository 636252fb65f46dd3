import { describe, expect, it } from 'vitest'
import { rerankWith } from './rerank-with.ts'
import { sigmoid } from './score-scale.ts'
import { makeScorer, numberScorer, scoreAll } from './testing/scorers.ts'

const query = 'which number is the largest'

describe('the response', () => {
  const documents = [
    { id: 'a', text: 'one 1', score: 12.5 },
    { _id: 7, text: 'three 3' },
    { text: 'two 2', page: 9 },
  ]

  it('brings the best first, with places, scores and what the documents carried', async () => {
    const { results } = await rerankWith(numberScorer(), { query, documents })
    expect(results).toEqual([
      { document: documents[1], id: '7', index: 1, rank: 1, previousRank: 2, score: sigmoid(3), truncated: false },
      { document: documents[2], index: 2, rank: 2, previousRank: 3, score: sigmoid(2), truncated: false },
      {
        document: documents[0],
        id: 'a',
        index: 0,
        rank: 3,
        previousRank: 1,
        score: sigmoid(1),
        retrievalScore: 12.5,
        truncated: false,
      },
    ])
  })

  it('gives the same objects back, not copies', async () => {
    const { results } = await rerankWith(numberScorer(), { query, documents })
    for (const { document, index } of results) expect(document).toBe(documents[index])
  })

  it('does not touch the request', async () => {
    const request = Object.freeze({
      query,
      documents: Object.freeze(documents.map((one) => Object.freeze({ ...one }))),
    })
    await expect(rerankWith(numberScorer(), request)).resolves.toBeDefined()
  })

  it('names model, revision and scale', async () => {
    const response = await rerankWith(numberScorer({ scale: 'logit' }), { query, documents })
    expect(response.model).toEqual({ id: 'test-model', revision: '1' })
    expect(response.scale).toBe('logit')
    expect(response.results[0]?.score).toBe(3)
  })

  it('adds logits when asked', async () => {
    const { results } = await rerankWith(numberScorer(), { query, documents, returnLogits: true, depth: 2 })
    expect(results.map(({ logit }) => logit)).toEqual([3, 1, null])
    const without = await rerankWith(numberScorer(), { query, documents, returnLogits: false })
    expect(without.results.some((result) => 'logit' in result)).toBe(false)
  })

  it('leaves logits out where the scorer has none to give', async () => {
    const scorer = numberScorer({ rawScale: 'provider', scale: 'provider' })
    const { results } = await rerankWith(scorer, { query, documents, returnLogits: true })
    expect(results.some((result) => 'logit' in result)).toBe(false)
  })

  it('counts candidates and scored ones', async () => {
    const response = await rerankWith(numberScorer(), { query, documents: [...documents, { text: ' ' }], depth: 2 })
    expect(response.coverage).toEqual({ candidates: 4, scored: 2 })
    expect(response.degraded).toBeUndefined()
  })

  it('adds up what the scorer reports', async () => {
    const scorer = makeScorer(async (task) => {
      scoreAll(task, (text) => text.length)
      task.onUsage({ tokenize: 1.5, infer: 20 })
      task.onUsage({ tokenize: 0.5, infer: 30 })
    })
    const { usage, timings } = await rerankWith(scorer, { query, documents: ['a', 'bbb', 'a'] })
    expect(usage).toEqual({ pairs: 2, tokens: 4, truncated: 0, duplicates: 1 })
    expect(timings).toMatchObject({ tokenize: 2, infer: 50 })
    expect(timings.total).toBeGreaterThan(0)
  })

  it('marks and counts truncated documents, each copy of one too', async () => {
    const scorer = makeScorer(async (task) => {
      for (const [position, text] of task.texts.entries())
        task.onScore(position, { raw: text.length, truncated: text.length > 3 })
    })
    const { results, usage } = await rerankWith(scorer, { query, documents: ['long text', 'abc', 'long text'] })
    expect(results.map(({ index, truncated }) => [index, truncated])).toEqual([
      [0, true],
      [2, true],
      [1, false],
    ])
    expect(usage.truncated).toBe(2)
  })

  it('carries passages and warns of a cut query', async () => {
    const scorer = makeScorer(async (task) => {
      for (const position of task.texts.keys())
        task.onScore(position, { raw: position, truncated: false, passage: { start: 2, end: 5 } })
      task.onUsage({ queryTruncated: true })
    })
    const { results, warnings } = await rerankWith(scorer, { query, documents: ['some text', 'other text'] })
    expect(results[0]?.passage).toEqual({ start: 2, end: 5 })
    expect(warnings.map(({ code }) => code)).toEqual(['query_truncated'])
  })
})

describe('what the scorer is asked', () => {
  it('gets query and distinct texts in first-stage order', async () => {
    const scorer = numberScorer()
    await rerankWith(scorer, { query, documents: ['5', '4', '5', '3'] })
    expect(scorer.tasks).toHaveLength(1)
    expect(scorer.tasks[0]).toMatchObject({ query, texts: ['5', '4', '3'], inOrder: false })
  })

  it('works in order when time is short', async () => {
    const scorer = numberScorer()
    await rerankWith(scorer, { query, documents: ['1', '2'], deadline: 60_000 })
    expect(scorer.tasks[0]?.inOrder).toBe(true)
  })

  it('is not asked at all when there is nothing to score', async () => {
    const scorer = numberScorer()
    const none = await rerankWith(scorer, { query, documents: [] })
    expect(none).toMatchObject({ results: [], coverage: { candidates: 0, scored: 0 }, warnings: [] })
    expect(none.degraded).toBeUndefined()
    await rerankWith(scorer, { query, documents: ['a', 'b'], depth: 0 })
    await rerankWith(scorer, { query, documents: ['', ' \n'] })
    expect(scorer.tasks).toHaveLength(0)
  })

  it('needs no time when there is nothing to score', async () => {
    const response = await rerankWith(numberScorer(), { query, documents: [], deadline: 0 })
    expect(response).toMatchObject({ results: [], coverage: { candidates: 0, scored: 0 } })
  })
})

describe('a scorer that leaves texts out', () => {
  it('is at fault', async () => {
    const scorer = makeScorer(async (task) => task.onScore(0, { raw: 1, truncated: false }))
    await expect(rerankWith(scorer, { query, documents: ['a', 'b'] })).rejects.toMatchObject({ code: 'invalid_scores' })
  })
})
