import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Budget } from './budget.ts'
import { fallback } from './fallback.ts'
import { memoryLedger } from './ledger/memory-ledger.ts'
import { limited } from './limited.ts'
import { failing, makeReranker, numberIn, scoring, slow } from './testing/rerankers.ts'

const query = 'which number is the largest'
const documents = ['one 1', 'three 3', 'two 2']
const today = { since: new Date(Date.now() - 1000) }

/** A reranker that costs what it is told, and estimates something else. */
function priced(costs: readonly number[], estimate: number) {
  let call = 0
  return makeReranker(
    'priced',
    async ({ texts, onScore, onUsage }) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      for (const [position, text] of texts.entries()) onScore(position, { raw: numberIn(text), truncated: false })
      onUsage({ pairs: texts.length, requests: 1, cost: costs[call++ % costs.length] as number })
    },
    { estimate: () => ({ pairs: 3, tokens: 9, requests: 1, cost: estimate }) },
  )
}

describe('limits', () => {
  it('give a deadline to those that have none, and cap the others', async () => {
    const reranker = limited(slow('slow', 5000), { deadline: 50 })
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ code: 'timeout' })
    await expect(reranker.rerank({ query, documents, deadline: 4000 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('let so many go on at once, so many wait, and refuse more', async () => {
    let now = 0
    let most = 0
    const counting = makeReranker('counting', async ({ texts, onScore }) => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 30))
      for (const [position, text] of texts.entries()) onScore(position, { raw: numberIn(text), truncated: false })
      now--
    })
    const reranker = limited(counting, { concurrency: 2, maxQueue: 2 })
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => reranker.rerank({ query, documents })))
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(4).fill('fulfilled'), ...Array(2).fill('rejected')])
    expect((outcomes[5] as PromiseRejectedResult).reason).toMatchObject({ code: 'overloaded' })
    expect(most).toBe(2)
    expect((outcomes[3] as PromiseFulfilledResult<{ timings: { queue: number } }>).value.timings.queue).toBeGreaterThan(
      15,
    )
  })

  it('end the waiting with the deadline or the signal, and give the place free', async () => {
    const reranker = limited(slow('slow', 60), { concurrency: 1, maxQueue: 1 })
    const first = reranker.rerank({ query, documents })
    await expect(reranker.rerank({ query, documents, deadline: 10 })).rejects.toMatchObject({ code: 'timeout' })
    const signal = AbortSignal.timeout(10)
    await expect(reranker.rerank({ query, documents, signal })).rejects.toMatchObject({ code: 'cancelled' })
    await first
    expect((await reranker.rerank({ query, documents })).results).toHaveLength(3)
  })

  it.each([5, null, { perWeek: 1 }, { perday: 1 }])('refuses the budget %j, which would limit nothing', (budget) => {
    expect(() => limited(priced([1], 1), { budget: budget as Budget })).toThrow(/no budget.*perDay/)
  })

  it('refuse a request that costs too much, which the policy or a fallback answers', async () => {
    const reranker = limited(priced([1], 1), { budget: { perRequest: 0.5 } })
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ code: 'over_budget' })
    const response = await reranker.rerank({ query, documents, onError: 'passthrough' })
    expect(response.degraded?.reason).toBe('over_budget')
    expect(response.results.map(({ document }) => document)).toEqual(documents)
    const answered = await fallback([reranker, scoring('free', numberIn)]).rerank({ query, documents })
    expect(answered.model.id).toBe('free')
  })

  it.each(['perHour', 'perDay'] as const)('keep to what may be spent %s', async (span) => {
    const ledger = memoryLedger()
    const reranker = limited(priced([1], 1), { budget: { [span]: 2.5 }, ledger })
    await reranker.rerank({ query, documents })
    await reranker.rerank({ query, documents })
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ code: 'over_budget' })
    expect(await ledger.total(today)).toBe(2)
  })

  it('refuse what nobody knows the cost of, unless it is allowed', async () => {
    const unknown = scoring('unknown', numberIn)
    await expect(limited(unknown, { budget: { perDay: 1 } }).rerank({ query, documents })).rejects.toMatchObject({
      code: 'over_budget',
    })
    const allowed = limited(unknown, { budget: { perDay: 1, ifUnknown: 'allow' } })
    expect((await allowed.rerank({ query, documents })).results).toHaveLength(3)
  })

  it.each([
    ['unavailable', 0],
    ['timeout', 1],
  ] as const)('write down after %s what may have been billed', async (code, cost) => {
    const ledger = memoryLedger()
    const broken = { ...failing('broken', code), estimate: () => ({ pairs: 3, tokens: 9, requests: 1, cost: 1 }) }
    const reranker = limited(broken, { budget: { perDay: 5 }, ledger })
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ code })
    expect(await ledger.total(today)).toBe(cost)
  })

  it('spend nothing while the ledger is silent', async () => {
    const gone = async () => Promise.reject(new Error('gone'))
    const inner = priced([1], 1)
    const reranker = limited(inner, { budget: { perDay: 5 }, ledger: { add: gone, total: gone, hours: gone } })
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ code: 'unavailable' })
    expect(inner.tasks).toEqual([])
  })

  it('refuse limits that make no sense', () => {
    const inner = scoring('a', numberIn)
    for (const limits of [{ concurrency: 0 }, { maxQueue: -1 }, { deadline: Number.NaN }, { budget: { perDay: -1 } }]) {
      expect(() => limited(inner, limits)).toThrow()
    }
  })

  it('overspend by no more than what estimates fall short, also when requests come at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (costs, perDay, concurrency) => {
          const ledger = memoryLedger()
          const reranker = limited(priced(costs, 10), { budget: { perDay }, ledger, concurrency })
          await Promise.allSettled(costs.map(() => reranker.rerank({ query, documents })))
          const short = concurrency * Math.max(0, ...costs.map((cost) => cost - 10))
          expect(await ledger.total(today)).toBeLessThanOrEqual(perDay + short)
        },
      ),
      { numRuns: 50 },
    )
  })
})
