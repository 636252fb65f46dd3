import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { FaultServer } from '../testing/fault-server.ts'
import { goodAnswer, makeCall, quickRules } from '../testing/make-call.ts'
import { CallFailure } from './call-failure.ts'
import { Circuit } from './circuit.ts'
import { createTransport } from './create-transport.ts'
import { Stopped } from './stopped.ts'
import { transportRules } from './transport-rules.ts'

const failure = new CallFailure({ code: 'unavailable', problem: 'failed', advice: '', transient: true })
const limited = new CallFailure({
  code: 'rate_limited',
  problem: 'is busy',
  advice: '',
  transient: true,
  counts: false,
})
const good = async () => 'good'
const bad = async () => {
  throw failure
}

describe('a circuit', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_000_000 }))
  afterEach(() => void vi.useRealTimers())

  async function fail(circuit: Circuit, times: number, work: () => Promise<unknown> = bad): Promise<void> {
    for (let time = 0; time < times; time++) await circuit.execute(work).catch(() => {})
  }
  const stateOf = async (circuit: Circuit) =>
    await circuit.execute(good).catch(({ retryAfter }: CallFailure) => retryAfter)

  it('opens when more than half of at least ten tries failed', async () => {
    const circuit = new Circuit(transportRules)
    await fail(circuit, 9)
    expect(await stateOf(circuit)).toBe('good')
    await fail(circuit, 1)
    expect(await stateOf(circuit)).toBe(5_000)
  })

  it('does not open for fewer', async () => {
    const circuit = new Circuit(transportRules)
    for (let pair = 0; pair < 50; pair++) {
      expect(await circuit.execute(good)).toBe('good')
      await fail(circuit, 1)
    }
    expect(await stateOf(circuit)).toBe('good')
  })

  it('forgets what was long ago', async () => {
    const circuit = new Circuit(transportRules)
    for (let hour = 0; hour < 30; hour++) {
      await fail(circuit, 1)
      vi.advanceTimersByTime(3_600_000)
    }
    expect(await stateOf(circuit)).toBe('good')
  })

  it('does not open for limits, for what the caller did wrong, and for what the caller stopped', async () => {
    const circuit = new Circuit(transportRules)
    const wrong = new CallFailure({ code: 'invalid_request', problem: 'no', advice: '' })
    for (const error of [limited, wrong, new Stopped(), new Error('of our own')]) {
      await fail(circuit, 30, async () => {
        throw error
      })
    }
    expect(await stateOf(circuit)).toBe('good')
  })

  it('lets one try through after its pause, and closes when that succeeds', async () => {
    const circuit = new Circuit(transportRules)
    await fail(circuit, 10)
    vi.advanceTimersByTime(4_999)
    expect(await stateOf(circuit)).toBe(1)
    vi.advanceTimersByTime(1)
    let probes = 0
    const probe = async () => {
      probes++
      await new Promise(setImmediate)
      if (probes === 1) return 'good'
      throw failure
    }
    const results = await Promise.allSettled([circuit.execute(probe), circuit.execute(good), circuit.execute(good)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
    expect(probes).toBe(1)
    await fail(circuit, 1)
    expect(await stateOf(circuit)).toBe('good') // The failures from before no longer count.
  })

  it.each([
    ['fails', failure],
    ['is stopped', new Stopped()],
  ])('stays open for twice as long when that %s', async (_, error) => {
    const circuit = new Circuit(transportRules)
    await fail(circuit, 10)
    for (const pause of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
      expect(await stateOf(circuit)).toBe(pause)
      vi.advanceTimersByTime(pause)
      await fail(circuit, 1, async () => {
        throw error
      })
    }
  })

  it('closes when that is answered, if only with a limit', async () => {
    const circuit = new Circuit(transportRules)
    await fail(circuit, 10)
    vi.advanceTimersByTime(5_000)
    await fail(circuit, 1, async () => {
      throw limited
    })
    expect(await stateOf(circuit)).toBe('good')
  })
})

describe('the circuit of a service', () => {
  let server: FaultServer
  beforeAll(async () => {
    server = await FaultServer.start(goodAnswer)
  })
  afterAll(async () => await server.close())
  const options = { retries: 0, timeout: 5_000 }
  const rules = { ...quickRules, circuitSample: 4 }

  it('is shared by all who call the same model there, and by no others', async () => {
    server.play([], 503)
    const { model } = makeCall({ url: server.url })
    for (let call = 0; call < 4; call++) {
      await createTransport(options, rules)
        .send(makeCall({ url: server.url, model }))
        .catch(() => {})
    }
    server.play([], 'ok').requests.length = 0
    const transport = createTransport(options, rules)
    const refused = transport.send(makeCall({ url: server.url, model }))
    await expect(refused).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/not asked now.* again in [1-5] s/),
      service: { service: 'testservice', attempts: 0, retryable: true, retryAfter: expect.any(Number) },
    })
    expect(server.requests).toHaveLength(0)
    await transport.send(makeCall({ url: server.url }))
    await transport.send({ ...makeCall({ url: server.url, model }), service: 'another' })
    await createTransport({ ...options, fetch: (...all) => fetch(...all) }, rules).send(
      makeCall({ url: server.url, model }),
    )
    expect(server.requests).toHaveLength(3)
  })

  it('opens between the tries of a call', async () => {
    server.play([], 500).requests.length = 0
    const transport = createTransport({ ...options, retries: 9 }, rules)
    await expect(transport.send(makeCall({ url: server.url }))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('not asked now'),
      service: { attempts: 4 },
    })
  })

  it('tries again after its pause', async () => {
    server.play([500, 500, 500, 500]).requests.length = 0
    const { model } = makeCall({ url: server.url })
    const transport = createTransport(options, { ...rules, circuitPause: 50 })
    const send = () => transport.send(makeCall({ url: server.url, model }))
    for (let call = 0; call < 4; call++) await send().catch(() => {})
    await vi.waitFor(async () => expect((await send()).attempts).toBe(1), { timeout: 5_000 })
    expect(server.requests).toHaveLength(5)
  })

  it.each([401, 404, 429] as const)('does not open for %s', async (status) => {
    server.play([], status).requests.length = 0
    const { model } = makeCall({ url: server.url })
    const transport = createTransport(options, rules)
    for (let call = 0; call < 10; call++) await transport.send(makeCall({ url: server.url, model })).catch(() => {})
    expect(server.requests).toHaveLength(10)
  })
})
