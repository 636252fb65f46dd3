import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { FaultServer } from '../testing/fault-server.ts'
import { goodAnswer, makeCall, quickRules } from '../testing/make-call.ts'
import { createTransport } from './create-transport.ts'
import { RetryBudget } from './retry-budget.ts'

const rules = { budgetWindow: 10_000, retryRatio: 0.1, retryFloor: 3 }

describe('the budget of retries', () => {
  it('is a part of the calls, or a few', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), (calls) => {
        const budget = new RetryBudget({ rules, now: () => 0 })
        for (let call = 0; call < calls; call++) budget.addCall()
        let retries = 0
        while (budget.spend()) retries++
        expect(retries).toBe(Math.max(3, Math.ceil(calls / 10)))
      }),
    )
  })

  it('comes back with time', () => {
    let now = 0
    const budget = new RetryBudget({ rules, now: () => now })
    while (budget.spend());
    now = 8_000
    expect(budget.spend()).toBe(false)
    now = 10_000
    expect(budget.spend()).toBe(true)
  })

  it('is kept by all calls together', async () => {
    await using server = await FaultServer.start(goodAnswer)
    server.play([], 500)
    const own = { ...quickRules, retryFloor: 4, retryRatio: 0.1, circuitSample: 1_000 }
    const options = { timeout: 5_000, retries: 2 }
    const { model } = makeCall({ url: server.url })
    const calls = Array.from({ length: 20 }, () =>
      // Two rerankers of the same model share what is known of it.
      createTransport(options, own).send(makeCall({ url: server.url, model })),
    )
    const failed = await Promise.allSettled(calls)
    expect(failed.every(({ status }) => status === 'rejected')).toBe(true)
    expect(server.requests).toHaveLength(24)
    await vi.waitFor(() => expect(server.underWay).toBe(0))
  })
})
