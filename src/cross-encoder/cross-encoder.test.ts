import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CrossEncoder } from './cross-encoder.ts'
import { tinyBert, tinyBertStaged } from './testing/fixtures.ts'
import { failureOf } from './testing/scripted-workers.ts'
import { encodeGraph } from './testing/small-graph.ts'
import { rootGraph, SmallModels, sumGraph } from './testing/small-models.ts'

const query = 'how cold is the river'
const long = 'The old town has few people; most live in the city around it, east of the river. '.repeat(12)

function manyDocuments(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${index}: ${long}`)
}

describe('a cross-encoder', () => {
  let reranker: CrossEncoder
  beforeAll(() => {
    reranker = new CrossEncoder(tinyBert, { workers: 2 })
    return () => reranker.close()
  })

  it('goes by its model’s name, in its answers too', async () => {
    expect(reranker.id).toBe('tiny-bert')
    const response = await reranker.rerank({ query, documents: ['the river', 'the sea'] })
    expect(response.model).toEqual({ id: 'tiny-bert' })
    expect(response.scale).toBe('sigmoid')
    await using staged = new CrossEncoder(tinyBertStaged, { workers: 1 })
    const { model } = await staged.rerank({ query, documents: ['the river', 'the sea'] })
    expect(model).toEqual({ id: 'tiny-bert-staged', revision: '2026-11-26' })
  })

  it('gives scores from 0 to 1, and their logits', async () => {
    const { results } = await reranker.rerank({
      query,
      documents: ['the river', 'the sea', 'bees'],
      returnLogits: true,
    })
    for (const { score, logit } of results) expect(score).toBeCloseTo(1 / (1 + Math.exp(-(logit as number))), 12)
    const logits = results.map(({ logit }) => logit as number)
    expect(logits).toEqual([...logits].sort((a, b) => b - a))
  })

  it('counts pairs, tokens and time', async () => {
    const { usage, timings } = await reranker.rerank({ query: 'sea', documents: ['a', 'a', 'b', ''] })
    // [CLS] sea [SEP] a [SEP]; "sea" is two tokens to this vocabulary or one, the same for both.
    expect(usage).toMatchObject({ pairs: 2, duplicates: 1, truncated: 0 })
    expect(usage.tokens % 2).toBe(0)
    expect(timings.infer).toBeGreaterThan(0)
    expect(timings.tokenize).toBeGreaterThan(0)
    expect(timings.queue).toBeLessThanOrEqual(timings.total)
  })

  it('tells of what it did not read', async () => {
    const response = await reranker.rerank({ query: long, documents: [long, 'short'] })
    expect(response.results.map(({ index, truncated }) => [index, truncated]).sort()).toEqual([
      [0, true],
      [1, false],
    ])
    expect(response.usage.truncated).toBe(1)
    expect(response.warnings.map(({ code }) => code)).toEqual(['query_truncated'])
  })

  it('reads no more tokens than it was told to', async () => {
    await using short = new CrossEncoder(tinyBert, { workers: 1, maxTokens: 8 })
    const { usage, results } = await short.rerank({ query, documents: [long] })
    expect(usage).toEqual({ pairs: 1, tokens: 8, truncated: 1, duplicates: 0 })
    expect(results[0]?.truncated).toBe(true)
  })

  it('finds no fault in equal scores of texts that read the same', async () => {
    const { results } = await reranker.rerank({ query, documents: ['Berlin', 'berlin', 'BERLIN '], returnLogits: true })
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2])
    expect(new Set(results.map(({ logit }) => logit)).size).toBe(1)
  })

  it('scores a text of a few million letters like any other', async () => {
    const { coverage } = await reranker.rerank({ query, documents: ['🌊'.repeat(2e6), 'the river'] })
    expect(coverage.scored).toBe(2)
  })
})

describe('a request among others', () => {
  it('that is small is not held up by a large one', async () => {
    await using reranker = new CrossEncoder(tinyBert, { workers: 2 })
    await reranker.load()
    const order: string[] = []
    const large = reranker.rerank({ query, documents: manyDocuments(300) }).then(() => order.push('large'))
    const small = reranker.rerank({ query, documents: manyDocuments(5) }).then(() => order.push('small'))
    await Promise.all([large, small])
    expect(order).toEqual(['small', 'large'])
  })

  it('leaves the workers to them when it is aborted', async () => {
    await using reranker = new CrossEncoder(tinyBert, { workers: 1 })
    const controller = new AbortController()
    const documents = manyDocuments(500)
    const large = reranker.rerank({ query, documents, signal: controller.signal, onError: 'passthrough' })
    await reranker.rerank({ query, documents: ['the river', 'the sea'] })
    controller.abort()
    const response = await large
    expect(response.degraded?.reason).toBe('cancelled')
    // They took turns, so the large one had about as many pairs scored as the small one.
    expect(response.coverage.scored).toBeLessThan(20)
    expect(response.usage.pairs).toBe(response.coverage.scored)
    expect((await reranker.rerank({ query, documents: ['the river', 'the sea'] })).coverage.scored).toBe(2)
  })

  it('gives at its deadline what it has, of the first candidates', async () => {
    await using reranker = new CrossEncoder(tinyBert, { workers: 1 })
    await reranker.load()
    const documents = manyDocuments(5000)
    const response = await reranker.rerank({ query, documents, deadline: 500, onError: 'passthrough' })
    expect(response.degraded).toEqual({ reason: 'timeout', message: 'The deadline of 500 ms passed.' })
    const { scored } = response.coverage
    expect(scored).toBeGreaterThan(0)
    expect(scored).toBeLessThan(5000)
    const [first, rest] = [response.results.slice(0, scored), response.results.slice(scored)]
    expect(first.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...new Array(scored).keys()])
    expect(rest.map(({ index }) => index)).toEqual([...new Array(5000).keys()].slice(scored))
    expect(rest.every(({ score }) => score === null)).toBe(true)
    expect(response.timings.total).toBeLessThan(10_000)
  })

  it('fails at its deadline when it is not to pass through', async () => {
    await using reranker = new CrossEncoder(tinyBert, { workers: 1 })
    const failure = await failureOf(reranker.rerank({ query, documents: manyDocuments(5000), deadline: 50 }))
    expect(failure).toMatchObject({ code: 'timeout' })
  })
})

describe('a closed cross-encoder', () => {
  it('refuses requests and loads', async () => {
    const reranker = new CrossEncoder(tinyBert, { workers: 1 })
    await reranker.rerank({ query, documents: ['the river'] })
    await reranker.close()
    await reranker.close()
    expect(await failureOf(reranker.rerank({ query, documents: ['a'] }))).toMatchObject({ code: 'closed' })
    expect(await failureOf(reranker.load())).toMatchObject({ code: 'closed' })
  })

  it('fails requests under way, those that would pass through too', async () => {
    const reranker = new CrossEncoder(tinyBert, { workers: 1 })
    await reranker.load()
    const work = failureOf(reranker.rerank({ query, documents: manyDocuments(500), onError: 'passthrough' }))
    await reranker.close()
    expect(await work).toMatchObject({ code: 'closed' })
  })

  it('is what `await using` leaves', async () => {
    let kept: CrossEncoder
    {
      await using reranker = new CrossEncoder(tinyBert, { workers: 1 })
      kept = reranker
    }
    expect(await failureOf(kept.rerank({ query, documents: ['a'] }))).toMatchObject({ code: 'closed' })
  })
})

describe('a broken model', () => {
  const models = new SmallModels()
  afterAll(() => models.remove())

  it('still answers an empty list, and others without anything to score', async () => {
    await using reranker = new CrossEncoder(models.make('garbage', { 'onnx/model.onnx': 'garbage' }), { workers: 1 })
    expect((await reranker.rerank({ query, documents: [] })).results).toEqual([])
    expect((await reranker.rerank({ query, documents: ['', ' '] })).results).toHaveLength(2)
    expect((await reranker.rerank({ query, documents: ['a', 'b'], depth: 0 })).results).toHaveLength(2)
  })

  it('fails every request without a word about paths', async () => {
    await using reranker = new CrossEncoder(models.make('more-garbage', { 'onnx/model.onnx': 'garbage' }), {
      workers: 2,
    })
    for (let times = 0; times < 2; times++) {
      const failure = await failureOf(reranker.rerank({ query, documents: ['a', 'b', 'c'], onError: 'passthrough' }))
      expect(failure).toMatchObject({ code: 'invalid_model' })
      expect(failure.message).not.toContain(models.root)
    }
    expect(await failureOf(reranker.load())).toMatchObject({ code: 'invalid_model' })
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is found out when it is loaded: scores of %o', async (factor) => {
    const folder = models.make(`factor-${factor}`, { 'onnx/model.onnx': encodeGraph(sumGraph({ factor: [factor] })) })
    await using reranker = new CrossEncoder(folder, { workers: 2 })
    const request = { query, documents: ['the river', 'the sea'], onError: 'passthrough' } as const
    for (const work of [() => reranker.rerank(request), () => reranker.load()]) {
      expect(await failureOf(work())).toMatchObject({
        code: 'invalid_model',
        message: expect.stringContaining(`${factor} as a score`),
      })
    }
  })

  it.each([
    ['invalid_scores', rootGraph(10_000)],
    ['constant_scores', sumGraph({ factor: [0] })],
  ])('is found out by its scores: %s', async (code, graph) => {
    const folder = models.make(code, { 'onnx/model.onnx': encodeGraph(graph) })
    await using reranker = new CrossEncoder(folder, { workers: 2 })
    const documents = ['the river', 'the sea', 'bees']
    expect(await failureOf(reranker.rerank({ query, documents }))).toMatchObject({ code })
    const response = await reranker.rerank({ query, documents, onError: 'passthrough' })
    expect(response).toMatchObject({ degraded: { reason: code }, coverage: { scored: 0 } })
    expect(response.results.map(({ index }) => index)).toEqual([0, 1, 2])
  })

  it('is told about before anything starts', () => {
    expect(() => new CrossEncoder(models.make('labels', { 'config.json': { num_labels: 3 } }))).toThrow(/3 labels/)
    expect(() => new CrossEncoder(tinyBert, { maxTokens: 129 })).toThrow(/`maxTokens`/)
  })
})
