import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ErrorCode, SecondpassError } from '../../reranker/index.ts'
import { FaultServer, findRefusingAddress } from '../testing/fault-server.ts'
import type { FaultName } from '../testing/faults.ts'
import { goodAnswer, makeCall, quickRules, testKey } from '../testing/make-call.ts'
import { createTransport } from './create-transport.ts'

let server: FaultServer
beforeAll(async () => {
  server = await FaultServer.start(goodAnswer)
})
afterAll(async () => await server.close())

/** Short limits for what never ends; for the rest, limits that no machine is too slow for. */
const options = { timeout: 300, retries: 2, maxResponseBytes: 100_000 }
const patient = { ...options, timeout: 5_000 }

async function failureOf(work: Promise<unknown>): Promise<SecondpassError> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  )
  expect(SecondpassError.isInstance(error)).toBe(true)
  const shown = `${inspect(error, { depth: 10 })} ${JSON.stringify(error)}`
  expect(shown).not.toContain(testKey)
  expect(shown).not.toContain('secret')
  return error as SecondpassError
}

async function expectNothingOpen(): Promise<void> {
  await vi.waitFor(() => expect(server.underWay).toBe(0), { timeout: 5_000 })
}

describe('a fault that does not pass', () => {
  it.each<[FaultName, ErrorCode, { status?: number; attempts: number; retryable: boolean }]>([
    ['reset-headers', 'unavailable', { attempts: 3, retryable: true }],
    ['reset-body', 'unavailable', { status: 200, attempts: 3, retryable: true }],
    ['cut-body', 'unavailable', { status: 200, attempts: 3, retryable: true }],
    ['stalled-headers', 'timeout', { attempts: 3, retryable: true }],
    ['stalled-body', 'timeout', { attempts: 3, retryable: true }],
    ['slow-drip', 'timeout', { attempts: 3, retryable: true }],
    ['html', 'unavailable', { status: 200, attempts: 3, retryable: true }],
    ['empty', 'unavailable', { status: 200, attempts: 3, retryable: true }],
    ['large-body', 'invalid_scores', { status: 200, attempts: 1, retryable: false }],
    ['large-gzip', 'invalid_scores', { status: 200, attempts: 1, retryable: false }],
    ['redirect', 'unavailable', { status: 307, attempts: 1, retryable: false }],
    [400, 'invalid_request', { status: 400, attempts: 1, retryable: false }],
    [401, 'unauthorized', { status: 401, attempts: 1, retryable: false }],
    ['401-stalled', 'unauthorized', { status: 401, attempts: 1, retryable: false }],
    [402, 'over_budget', { status: 402, attempts: 1, retryable: false }],
    [403, 'unauthorized', { status: 403, attempts: 1, retryable: false }],
    [404, 'model_not_found', { status: 404, attempts: 1, retryable: false }],
    [408, 'timeout', { status: 408, attempts: 3, retryable: true }],
    [409, 'unavailable', { status: 409, attempts: 3, retryable: true }],
    [413, 'invalid_request', { status: 413, attempts: 1, retryable: false }],
    [418, 'invalid_request', { status: 418, attempts: 1, retryable: false }],
    [422, 'invalid_request', { status: 422, attempts: 1, retryable: false }],
    [429, 'rate_limited', { status: 429, attempts: 3, retryable: true }],
    [498, 'unavailable', { status: 498, attempts: 1, retryable: false }],
    [499, 'unavailable', { status: 499, attempts: 1, retryable: false }],
    [500, 'unavailable', { status: 500, attempts: 3, retryable: true }],
    [501, 'unavailable', { status: 501, attempts: 1, retryable: false }],
    [503, 'overloaded', { status: 503, attempts: 3, retryable: true }],
    [504, 'timeout', { status: 504, attempts: 3, retryable: true }],
    [529, 'overloaded', { status: 529, attempts: 3, retryable: true }],
  ])('%s ends as %s', async (fault, code, service) => {
    server.play([], fault).requests.length = 0
    const endless = /^stalled|drip/.test(String(fault))
    const transport = createTransport(endless ? options : patient, quickRules)
    const error = await failureOf(transport.send(makeCall({ url: server.url })))
    expect({ code: error.code, ...error.service }).toMatchObject({ code, service: 'testservice', ...service })
    expect(error.service?.status).toBe(service.status)
    if (service.status !== undefined && !/reset/.test(String(fault))) {
      expect(error.message).toContain(String(service.status))
      if (fault !== 'redirect') expect(error.service?.requestId ?? 'request-1').toBe('request-1')
    }
    if (typeof fault === 'number') expect(error.message).toContain(`status ${fault}`)
    expect(server.requests).toHaveLength(service.attempts)
    await expectNothingOpen()
  })

  it('is a connection that is refused', async () => {
    const transport = createTransport(patient, quickRules)
    const error = await failureOf(transport.send(makeCall({ url: await findRefusingAddress() })))
    expect(error).toMatchObject({ code: 'unavailable', service: { attempts: 3, retryable: true } })
    expect(error.message).toContain('ECONNREFUSED')
  })
})

describe('a fault that passes', () => {
  it.each<FaultName>([
    'reset-headers',
    'reset-body',
    'cut-body',
    'html',
    408,
    409,
    429,
    '429-ms',
    '429-seconds',
    '429-date',
    '429-reset',
    500,
    503,
    504,
    529,
  ])('%s is forgotten', async (fault) => {
    server.play([fault]).requests.length = 0
    const answer = await createTransport(patient, quickRules).send(makeCall({ url: server.url }))
    expect(answer).toMatchObject({ attempts: 2, requestId: 'request-1', body: { results: [{}, {}, {}] } })
    expect(server.requests[0]?.body).toEqual(server.requests[1]?.body)
    await expectNothingOpen()
  })

  it.each<FaultName>(['stalled-headers', 'stalled-body', 'slow-drip'])('%s is given up', async (fault) => {
    server.play([fault]).requests.length = 0
    const answer = await createTransport({ ...patient, timeout: 1_000 }, quickRules).send(makeCall({ url: server.url }))
    expect(answer.attempts).toBe(2)
    await expectNothingOpen()
  })

  it('is tried as often as asked for', async () => {
    server.play([500, 500, 500, 500])
    const transport = createTransport({ ...patient, retries: 4 }, quickRules)
    expect((await transport.send(makeCall({ url: server.url }))).attempts).toBe(5)
    server.play([500])
    const error = await failureOf(createTransport({ ...patient, retries: 0 }).send(makeCall({ url: server.url })))
    expect(error.service?.attempts).toBe(1)
  })
})

describe('answers', () => {
  it.each<FaultName>(['ok', 'ok-gzip', 'error-json', 'wrong-count', 'duplicate-index', 'null-score'])(
    '%s goes on to who knows its shape',
    async (fault) => {
      server.play([], fault)
      expect(await createTransport(patient).send(makeCall({ url: server.url }))).toMatchObject({
        attempts: 1,
        body: expect.any(Object),
      })
      await expectNothingOpen()
    },
  )

  it('are asked for with the headers and the body of the call', async () => {
    server.play([]).requests.length = 0
    const call = makeCall({ url: server.url })
    await createTransport(patient).send(call)
    expect(server.requests[0]).toMatchObject({
      path: '/v2/rerank',
      headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json', accept: 'application/json' },
      body: call.request.body,
    })
  })
})

describe('waiting', () => {
  it('is not done beyond the deadline: the failure says how long it would be', async () => {
    server.play([], '429-hour').requests.length = 0
    const error = await failureOf(createTransport(patient).send(makeCall({ url: server.url })))
    expect(error).toMatchObject({ code: 'rate_limited', service: { retryAfter: 3_600_000, attempts: 1, status: 429 } })
    expect(error.message).toContain('3600 s')
  })

  it.each<[FaultName, number]>([
    ['429-seconds', 1_000],
    ['429-ms', 30],
    ['429-reset', 150],
  ])('takes as long as %s says', async (fault, least) => {
    server.play([fault])
    const startedAt = performance.now()
    await createTransport(patient, { ...quickRules, baseDelay: 0 }).send(makeCall({ url: server.url }))
    expect(performance.now() - startedAt).toBeGreaterThan(least - 10)
  })

  it.each<FaultName>(['stalled-headers', 'stalled-body', 'slow-drip'])(
    'for %s ends with the deadline',
    async (fault) => {
      server.play([], fault)
      const startedAt = performance.now()
      const call = makeCall({ url: server.url, deadline: 100 })
      const error = await failureOf(createTransport({ timeout: 60_000 }).send(call))
      expect(error).toMatchObject({ code: 'timeout', service: { attempts: 1, retryable: true } })
      expect(performance.now() - startedAt).toBeLessThan(5_000)
      await expectNothingOpen()
    },
  )

  it('says what went wrong before the deadline', async () => {
    server.play([500], 'stalled-body')
    const error = await failureOf(
      createTransport(patient, quickRules).send(makeCall({ url: server.url, deadline: 1_500 })),
    )
    expect(error).toMatchObject({ code: 'timeout', service: { requestId: 'request-1' } })
    expect(error.message).toContain('it failed, 500')
  })

  it('does not begin after the deadline', async () => {
    server.play([]).requests.length = 0
    const error = await failureOf(createTransport({}).send(makeCall({ url: server.url, deadline: 0 })))
    expect(error).toMatchObject({ code: 'timeout', service: { attempts: 0 } })
    expect(server.requests).toEqual([])
  })
})

describe("the caller's signal", () => {
  it.each<FaultName>(['stalled-headers', 'stalled-body', 'slow-drip', '429-seconds'])(
    'stops %s with its own reason',
    async (fault) => {
      server.play([], fault).requests.length = 0
      const controller = new AbortController()
      const call = makeCall({ url: server.url, signal: controller.signal })
      const done = createTransport({ timeout: 60_000 }).send(call)
      await vi.waitFor(() => expect(server.requests).toHaveLength(1))
      const reason = new SecondpassError({ code: 'cancelled', message: 'gone' })
      controller.abort(reason)
      await expect(done).rejects.toBe(reason)
      await expectNothingOpen()
      expect(server.requests).toHaveLength(1)
    },
  )

  it('may be that of many calls', async () => {
    server.play([])
    const warnings: Error[] = []
    const listen = (warning: Error) => void warnings.push(warning)
    process.on('warning', listen)
    const transport = createTransport(patient)
    const { signal } = new AbortController()
    await Promise.all(Array.from({ length: 30 }, () => transport.send(makeCall({ url: server.url, signal }))))
    await new Promise(setImmediate)
    process.off('warning', listen)
    expect(warnings).toEqual([])
  })

  it('that fired before stops all', async () => {
    server.play([]).requests.length = 0
    const reason = new Error('never mind')
    const call = makeCall({ url: server.url, signal: AbortSignal.abort(reason) })
    await expect(createTransport({}).send(call)).rejects.toBe(reason)
    expect(server.requests).toEqual([])
  })
})

describe('connections', () => {
  it.each<FaultName>(['ok', 'ok-gzip', 'html', 401, 404, 429, 503])('are used again after %s', async (fault) => {
    await using own = await FaultServer.start(goodAnswer)
    own.play([], fault)
    const transport = createTransport({ ...patient, retries: 0 }, quickRules)
    for (let call = 0; call < 8; call++) await transport.send(makeCall({ url: own.url })).catch(() => {})
    expect(own.requests).toHaveLength(8)
    expect(own.connections).toBeLessThanOrEqual(2)
  })

  it.each<FaultName>(['ok', 'stalled-body', 'large-body', '429-hour'])(
    'and timers do not keep a program alive after %s',
    async (fault) => {
      await using own = await FaultServer.start(goodAnswer)
      own.play([], fault)
      const script = fileURLToPath(new URL('../testing/call-once.ts', import.meta.url))
      const program = spawn(process.execPath, ['--import', 'tsx', script, own.url], { timeout: 30_000 })
      const [output, [code]] = await Promise.all([text(program.stdout), once(program, 'exit')])
      const [said, left] = output.trim().split('\n').at(-1)?.split(' ') ?? []
      expect({ code, said }).toEqual({ code: 0, said: fault === 'ok' ? 'done' : 'failed' })
      expect(Date.now() - Number(left)).toBeLessThan(3_500) // Idle connections are kept for 4 s, and hold nothing up.
    },
  )
})

describe('a redirect', () => {
  it('does not carry the key to another host', async () => {
    server.play([], 'redirect')
    const error = await failureOf(createTransport(patient).send(makeCall({ url: server.url })))
    expect(error.message).toContain('not followed')
    expect(server.elsewhere).toEqual([])
  })
})

describe('a `fetch` of the caller', () => {
  const call = () => makeCall({ url: 'http://service.test' })

  it('is used', async () => {
    const transport = createTransport({ fetch: async () => Response.json({ results: [] }) })
    expect((await transport.send(call())).body).toEqual({ results: [] })
  })

  it('shows nothing of its errors', async () => {
    const fetch = async () => {
      throw Object.assign(new Error(`failed with ${testKey}`), { config: { headers: { authorization: testKey } } })
    }
    const error = await failureOf(createTransport({ fetch, retries: 0 }).send(call()))
    expect(error.code).toBe('unavailable')
  })

  it('that does not listen to its signal holds nobody up', async () => {
    const fetch = () => new Promise<Response>(() => {})
    const error = await failureOf(createTransport({ fetch, timeout: 20 }, quickRules).send(call()))
    expect(error).toMatchObject({ code: 'timeout', service: { attempts: 3 } })
  })
})

describe('headers that cannot be sent', () => {
  it('are refused without their values', async () => {
    const call = makeCall({ url: server.url })
    const broken = { ...call, request: { ...call.request, headers: { authorization: `Bearer ${testKey}\nx` } } }
    const error = await failureOf(createTransport({}).send(broken))
    expect(error.code).toBe('invalid_request')
    expect(error.message).toContain('authorization')
  })
})
