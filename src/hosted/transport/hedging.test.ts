import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { FaultServer } from '../testing/fault-server.ts'
import { goodAnswer, makeCall, quickRules } from '../testing/make-call.ts'
import { createTransport } from './create-transport.ts'
import { Latencies } from './latencies.ts'
import type { Transport } from './transport.ts'

let server: FaultServer
beforeAll(async () => {
  server = await FaultServer.start(goodAnswer)
})
afterAll(async () => await server.close())
beforeEach(() => {
  server.play([]).requests.length = 0
})

const rules = { ...quickRules, hedgeSample: 5 }
const options = { hedge: true, timeout: 30_000, retries: 0 }

/** A model of which it is known how fast it answers. */
async function warmUp(transport: Transport, calls = 5): Promise<string> {
  const { model } = makeCall({ url: server.url })
  for (let call = 0; call < calls; call++) await transport.send(makeCall({ url: server.url, model }))
  server.requests.length = 0
  return model
}

describe('a second call', () => {
  it('is made when the first is late; the first answer counts, and the other call is left', async () => {
    const transport = createTransport(options, rules)
    const model = await warmUp(transport)
    server.play(['stalled-headers'])
    const answer = await transport.send(makeCall({ url: server.url, model }))
    expect(answer.attempts).toBe(2)
    expect(server.requests[0]?.body).toEqual(server.requests[1]?.body)
    await vi.waitFor(() => expect(server.requests.map(({ left }) => left)).toEqual([true, false]))
    expect(server.underWay).toBe(0)
  })

  it('is left when the first one answers after all', async () => {
    const transport = createTransport(options, rules)
    const model = await warmUp(transport)
    server.play(['ok-slow'], 'stalled-body')
    expect((await transport.send(makeCall({ url: server.url, model }))).attempts).toBe(2)
    await vi.waitFor(() => expect(server.requests.map(({ left }) => left)).toEqual([false, true]))
  })

  it('is waited for when the first one fails after it was made', async () => {
    const transport = createTransport(options, rules)
    const model = await warmUp(transport)
    server.play(['500-slow', 'ok-slow'])
    expect((await transport.send(makeCall({ url: server.url, model }))).attempts).toBe(2)
  })

  it('fails with the failure that tells more', async () => {
    const transport = createTransport(options, rules)
    const model = await warmUp(transport)
    server.play(['500-slow', 401])
    const failed = transport.send(makeCall({ url: server.url, model }))
    await expect(failed).rejects.toMatchObject({ code: 'unauthorized', service: { attempts: 2 } })
  })

  it('is stopped with its call', async () => {
    const transport = createTransport(options, rules)
    const model = await warmUp(transport)
    server.play([], 'stalled-body')
    const controller = new AbortController()
    const done = transport.send(makeCall({ url: server.url, model, signal: controller.signal }))
    await vi.waitFor(() => expect(server.requests).toHaveLength(2))
    controller.abort(new Error('gone'))
    await expect(done).rejects.toThrow('gone')
    await vi.waitFor(() => expect(server.underWay).toBe(0))
  })

  it.each<[string, () => Promise<{ transport: Transport; model: string }>]>([
    [
      'is not asked for',
      async () => {
        const transport = createTransport({ ...options, hedge: false }, rules)
        return { transport, model: await warmUp(transport) }
      },
    ],
    [
      'would come too early: few answers are known',
      async () => {
        const transport = createTransport(options, rules)
        return { transport, model: await warmUp(transport, 4) }
      },
    ],
    [
      'would be more than the budget allows',
      async () => {
        const transport = createTransport(options, { ...rules, retryFloor: 0, retryRatio: 0 })
        return { transport, model: await warmUp(transport) }
      },
    ],
    [
      'would follow a 429',
      async () => {
        const transport = createTransport(options, rules)
        const model = await warmUp(transport)
        server.play([429])
        await transport.send(makeCall({ url: server.url, model })).catch(() => {})
        server.requests.length = 0
        return { transport, model }
      },
    ],
  ])('is not made when it %s', async (_, prepare) => {
    const { transport, model } = await prepare()
    server.play(['ok-slow'])
    expect((await transport.send(makeCall({ url: server.url, model }))).attempts).toBe(1)
    expect(server.requests).toHaveLength(1)
  })
})

describe('latencies', () => {
  it('know the time within which 95 of 100 answers came', () => {
    const latencies = new Latencies()
    for (let time = 1; time <= 100; time++) {
      expect(latencies.p95(100)).toBeUndefined()
      latencies.add(time)
    }
    expect(latencies.p95(100)).toBe(95)
  })

  it('forget those of long ago', () => {
    const latencies = new Latencies()
    for (let call = 0; call < 1_000; call++) latencies.add(call < 500 ? 9_999 : 1)
    expect(latencies.p95(20)).toBe(1)
  })
})
