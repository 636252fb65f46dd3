import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ErrorCode, Reranker } from '../reranker/index.ts'
import { fallback } from './fallback.ts'
import { comparable, requests } from './testing/requests.ts'
import { failing, numberIn, scoring, slow } from './testing/rerankers.ts'

const query = 'which number is the largest'
const documents = ['one 1', 'three 3', 'two 2']

describe('a fallback', () => {
  it('asks the first, and nobody else while that one answers', async () => {
    const second = scoring('second', numberIn)
    const { model, warnings } = await fallback([scoring('first', numberIn), second]).rerank({ query, documents })
    expect(model.id).toBe('first')
    expect(warnings).toEqual([])
    expect(second.tasks).toEqual([])
  })

  it.each<ErrorCode>([
    'unauthorized',
    'rate_limited',
    'unavailable',
    'timeout',
    'overloaded',
    'over_budget',
    'invalid_scores',
    'constant_scores',
    'model_not_found',
    'invalid_model',
    'offline',
    'download_failed',
  ])('goes on to the next after %s, and says so', async (code) => {
    const reranker = fallback([failing('first', code), scoring('second', numberIn)])
    const response = await reranker.rerank({ query, documents })
    expect(response.model.id).toBe('second')
    expect(response.results.map(({ document }) => document)).toEqual(['three 3', 'two 2', 'one 1'])
    expect(response.degraded).toBeUndefined()
    expect(response.warnings).toEqual([
      {
        code: 'fell_back',
        message: `first did not answer (${code}): first is not well.`,
        failed: { id: 'first', code },
      },
    ])
  })

  it.each<ErrorCode>(['invalid_request', 'cancelled', 'closed'])('throws %s at once', async (code) => {
    const second = scoring('second', numberIn)
    await expect(fallback([failing('first', code), second]).rerank({ query, documents })).rejects.toMatchObject({
      code,
    })
    expect(second.tasks).toEqual([])
  })

  it('passes over a reranker that lacks the scale of the threshold, unless it is the first', async () => {
    const other = scoring('other', numberIn, { rawScale: 'provider', scale: 'provider' })
    const request = { query, documents, threshold: { value: 0.9, scale: 'sigmoid' as const } }
    const chain = fallback([failing('first', 'unavailable'), other, scoring('third', numberIn)])
    const { model, results, warnings } = await chain.rerank(request)
    expect(model.id).toBe('third')
    expect(results).toHaveLength(1)
    expect(warnings.map(({ failed }) => failed?.code)).toEqual(['unavailable', 'invalid_request'])
    await expect(fallback([other, scoring('third', numberIn)]).rerank(request)).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

  it('does not repeat the words of errors that are not ours', async () => {
    const broken: Reranker = {
      id: 'broken',
      rerank: async () => {
        throw new TypeError('key sk-123')
      },
    }
    const { warnings } = await fallback([broken, scoring('second', numberIn)]).rerank({ query, documents })
    expect(warnings[0]?.failed).toEqual({ id: 'broken', code: 'unavailable' })
    expect(JSON.stringify(warnings)).not.toContain('sk-123')
  })

  it('shares the deadline, so that a slow one leaves time for the others', async () => {
    const chain = fallback([slow('slow', 5000), scoring('quick', numberIn)])
    const { model, warnings, timings } = await chain.rerank({ query, documents, deadline: 400 })
    expect(model.id).toBe('quick')
    expect(warnings[0]?.failed).toEqual({ id: 'slow', code: 'timeout' })
    expect(timings.total).toBeGreaterThan(150)
    expect(timings.total).toBeLessThan(400)
  })

  it('gives a reranker its own time, also without a deadline', async () => {
    const chain = fallback([{ reranker: slow('slow', 5000), timeout: 50 }, scoring('quick', numberIn)])
    expect((await chain.rerank({ query, documents })).model.id).toBe('quick')
  })

  it('fails with the reasons of all', async () => {
    const chain = fallback([
      failing('first', 'unauthorized'),
      failing('second', 'rate_limited'),
      failing('third', 'timeout'),
    ])
    const failure = chain.rerank({ query, documents })
    await expect(failure).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(failure).rejects.toThrow(/first \(unauthorized\).*second \(rate_limited\).*third \(timeout\)/)
  })

  it('asks nobody when no time is left', async () => {
    const last = scoring('last', numberIn)
    const chain = fallback([{ reranker: slow('slow', 5000), timeout: 80 }, last])
    await expect(chain.rerank({ query, documents, deadline: 50 })).rejects.toThrow(/no time was left for one more/)
    expect(last.tasks).toEqual([])
  })

  it('answers with the first-stage order when all fail and that is wanted', async () => {
    const chain = fallback([failing('first', 'unavailable'), failing('second', 'rate_limited')])
    const response = await chain.rerank({ query, documents, onError: 'passthrough' })
    expect(response.results.map(({ document }) => document)).toEqual(documents)
    expect(response.degraded?.reason).toBe('unavailable')
    expect(response.warnings.map(({ failed }) => failed?.id)).toEqual(['first', 'second'])
  })

  it('goes on to the next before it gives an answer that is degraded', async () => {
    const chain = fallback([failing('first', 'unavailable'), scoring('second', numberIn)])
    const response = await chain.rerank({ query, documents, onError: 'passthrough' })
    expect(response.degraded).toBeUndefined()
    expect(response.model.id).toBe('second')
  })

  it('throws what no policy answers, whatever the policy', async () => {
    const chain = fallback([failing('first', 'unauthorized'), failing('second', 'offline')])
    await expect(chain.rerank({ query, documents, onError: 'passthrough' })).rejects.toMatchObject({
      code: 'unauthorized',
    })
  })

  it('refuses to be made of nothing', () => {
    expect(() => fallback([])).toThrow(/one reranker or more/)
    expect(() => fallback([{ reranker: scoring('a', numberIn), timeout: -1 }])).toThrow(/timeout/)
  })

  it('of one is that one', async () => {
    await fc.assert(
      fc.asyncProperty(requests(), async (request) => {
        const alone = scoring('alone', numberIn)
        const [one, other] = [await alone.rerank(request), await fallback([alone]).rerank(request)]
        expect(comparable(other)).toEqual(comparable(one))
      }),
    )
  })
})
