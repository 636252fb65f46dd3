import { describe, expect, it } from 'vitest'
import type { RerankRequest } from './rerank-request.ts'
import { rerankWith } from './rerank-with.ts'
import { numberScorer } from './testing/scorers.ts'

const valid = { query: 'a secret question', documents: ['a secret document 1', 'another 2'] }

/** Requests as JavaScript, JSON and careless casts can make them: the names of options, and what is wrong with them. */
const refused: [string, Record<string, unknown>][] = [
  ['query', { query: undefined }],
  ['query', { query: 5 }],
  ['query', { query: '' }],
  ['query', { query: ' \n\t\u00a0\u3000' }],
  ['documents', { documents: undefined }],
  ['documents', { documents: 'a text' }],
  ['documents', { documents: { 0: 'a', length: 1 } }],
  ['documents', { documents: new Set(['a']) }],
  ['fields', { fields: 'title' }],
  ['fields', { fields: [] }],
  ['fields', { fields: [1] }],
  ['fields', { fields: null }],
  ['fields', { fields: ['text'], textOf: () => 'x' }],
  ['textOf', { textOf: 'text' }],
  ['textOf', { textOf: null }],
  ['topK', { topK: -1 }],
  ['topK', { topK: 1.5 }],
  ['topK', { topK: Number.NaN }],
  ['topK', { topK: Number.POSITIVE_INFINITY }],
  ['topK', { topK: '3' }],
  ['topK', { topK: null }],
  ['topK', { topK: 3n }],
  ['depth', { depth: -1 }],
  ['depth', { depth: 0.1 }],
  ['depth', { depth: Number.NaN }],
  ['depth', { depth: '10' }],
  ['priority', { priority: -1 }],
  ['priority', { priority: 1000 }],
  ['priority', { priority: 0.5 }],
  ['priority', { priority: 'high' }],
  ['priority', { priority: null }],
  ['maxDocumentTokens', { maxDocumentTokens: 0 }],
  ['maxDocumentTokens', { maxDocumentTokens: 1.5 }],
  ['maxDocumentTokens', { maxDocumentTokens: Number.POSITIVE_INFINITY }],
  ['maxDocumentTokens', { maxDocumentTokens: '512' }],
  ['maxChunks', { maxChunks: 0 }],
  ['maxChunks', { maxChunks: 2.5 }],
  ['maxChunks', { maxChunks: null }],
  ['deadline', { deadline: -1 }],
  ['deadline', { deadline: Number.NaN }],
  ['deadline', { deadline: Number.POSITIVE_INFINITY }],
  ['deadline', { deadline: '100' }],
  ['deadline', { deadline: null }],
  ['onError', { onError: 'ignore' }],
  ['onError', { onError: null }],
  ['signal', { signal: {} }],
  ['signal', { signal: 'now' }],
  ['signal', { signal: null }],
  ['threshold', { threshold: null }],
  ['threshold', { threshold: 0.5 }],
  ['threshold.value', { threshold: { scale: 'logit' } }],
  ['threshold.value', { threshold: { value: Number.NaN, scale: 'logit' } }],
  ['threshold.value', { threshold: { value: Number.NEGATIVE_INFINITY, scale: 'logit' } }],
  ['threshold.value', { threshold: { value: '0.5', scale: 'logit' } }],
  ['threshold.scale', { threshold: { value: 0.5 } }],
  ['threshold.scale', { threshold: { value: 0.5, scale: 'percent' } }],
  ['threshold.scale', { threshold: { value: 0.5, scale: 'calibrated' } }],
  ['threshold.scale', { threshold: { value: 0.5, scale: 'provider' } }],
]

describe('a malformed request', () => {
  it.each(refused)('is refused with the name of the option: %s, %o', async (option, wrong) => {
    const scorer = numberScorer()
    const request = { ...valid, ...wrong } as unknown as RerankRequest
    const error: Error = await rerankWith(scorer, request).then(
      () => expect.fail('it was not refused'),
      (reason) => reason,
    )
    expect(error).toMatchObject({ name: 'SecondpassError', code: 'invalid_request' })
    expect(error.message).toContain(`\`${option}`)
    expect(error.message).not.toContain('secret')
    expect(scorer.tasks).toHaveLength(0)
  })

  it('is refused even when failures pass through', async () => {
    const request = { ...valid, topK: -1, onError: 'passthrough' as const }
    await expect(rerankWith(numberScorer(), request)).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it.each([undefined, null, 'a query'])('is refused when it is no request at all: %s', async (request) => {
    const answer = rerankWith(numberScorer(), request as unknown as RerankRequest)
    await expect(answer).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('is refused when the model has no way to the scale of the threshold', async () => {
    const scorer = numberScorer({ rawScale: 'provider', scale: 'provider' })
    const request = { ...valid, threshold: { value: 0.5, scale: 'sigmoid' as const } }
    await expect(rerankWith(scorer, request)).rejects.toThrow(/test-model.*provider/)
    const same = { ...valid, threshold: { value: 1.5, scale: 'provider' as const } }
    expect((await rerankWith(scorer, same)).results).toHaveLength(1)
  })
})

describe('options at their limits', () => {
  it('takes 0 as a number, not as absent', async () => {
    const { results } = await rerankWith(numberScorer(), { ...valid, topK: 0 })
    expect(results).toEqual([])
    const unscored = await rerankWith(numberScorer(), { ...valid, depth: 0 })
    expect(unscored.results.map(({ index, score }) => [index, score])).toEqual([
      [0, null],
      [1, null],
    ])
    expect(unscored.degraded).toBeUndefined()
    const reaching = await rerankWith(numberScorer(), {
      query: 'q',
      documents: ['a -1', 'b 0', 'c 1'],
      threshold: { value: 0, scale: 'logit' },
    })
    expect(reaching.results.map(({ index }) => index)).toEqual([2, 1])
  })

  it.each([
    { priority: 0, maxDocumentTokens: 1, maxChunks: 1 },
    { priority: 999, maxDocumentTokens: Number.MAX_SAFE_INTEGER, maxChunks: Number.MAX_SAFE_INTEGER },
  ])('hands what is said of the work on to the scorer: %o', async (options) => {
    const scorer = numberScorer()
    await rerankWith(scorer, { ...valid, ...options })
    expect(scorer.tasks).toMatchObject([options])
  })

  it('takes more than there is for all', async () => {
    const response = await rerankWith(numberScorer(), { ...valid, topK: 1000, depth: Number.MAX_SAFE_INTEGER })
    expect(response.results).toHaveLength(2)
    expect(response.coverage.scored).toBe(2)
  })

  it('takes undefined for absent, everywhere', async () => {
    const request: RerankRequest<string> = {
      ...valid,
      textOf: undefined,
      fields: undefined,
      topK: undefined,
      depth: undefined,
      threshold: undefined,
      signal: undefined,
      deadline: undefined,
      priority: undefined,
      maxDocumentTokens: undefined,
      maxChunks: undefined,
      onError: undefined,
      returnLogits: undefined,
    }
    const response = await rerankWith(numberScorer(), request)
    expect(response.results.map(({ index }) => index)).toEqual([1, 0])
  })
})
