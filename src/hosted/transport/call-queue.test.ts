import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FaultServer } from '../testing/fault-server.ts'
import { goodAnswer, makeCall, quickRules } from '../testing/make-call.ts'
import { CallQueue } from './call-queue.ts'
import { createTransport } from './create-transport.ts'

const never = new AbortController().signal

describe('a queue', () => {
  it('runs so many at once, and each when it is its turn', async () => {
    const queue = new CallQueue({ concurrency: 3, maxQueue: 100 })
    let running = 0
    let most = 0
    const order: number[] = []
    const work = async (place: number) => {
      most = Math.max(most, ++running)
      order.push(place)
      await new Promise(setImmediate)
      running--
    }
    await Promise.all(
      Array.from({ length: 50 }, (_, place) => queue.run(() => work(place), new AbortController().signal)),
    )
    expect(most).toBe(3)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  it('gives the places of those who left to others at once, and passes them over', async () => {
    const queue = new CallQueue({ concurrency: 1, maxQueue: 2 })
    let release = () => {}
    const first = queue.run(() => new Promise<void>((resolve) => (release = resolve)), never)
    const leaving = new AbortController()
    const left = [1, 2].map(() => queue.run(async () => expect.unreachable(), leaving.signal))
    const settled = Promise.allSettled(left)
    await expect(queue.run(async () => {}, never)).rejects.toMatchObject({ code: 'overloaded' })
    leaving.abort()
    const stayed = [queue.run(async () => 'a', never), queue.run(async () => 'b', never)]
    await expect(queue.run(async () => {}, never)).rejects.toMatchObject({ code: 'overloaded' })
    release()
    await first
    expect(await Promise.all(stayed)).toEqual(['a', 'b'])
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await queue.run(async () => 'c', never)).toBe('c')
  })
})

describe('the calls of a transport', () => {
  let server: FaultServer
  beforeAll(async () => {
    server = await FaultServer.start(goodAnswer)
  })
  afterAll(async () => await server.close())

  it('beyond those that run and those that may wait are refused', async () => {
    server.play([], 'stalled-headers').requests.length = 0
    const transport = createTransport({ concurrency: 2, maxQueue: 1, timeout: 60_000 }, quickRules)
    const controller = new AbortController()
    const send = () => transport.send(makeCall({ url: server.url, signal: controller.signal }))
    const held = Promise.allSettled([send(), send(), send()])
    await expect(send()).rejects.toMatchObject({
      code: 'overloaded',
      message: expect.stringContaining('maxQueue'),
      service: { attempts: 0, retryable: true },
    })
    await vi.waitFor(() => expect(server.requests).toHaveLength(2))
    controller.abort(new Error('gone'))
    await held
    await new Promise(setImmediate) // Those who held the places go.
    server.play([])
    const again = [1, 2, 3].map(() => transport.send(makeCall({ url: server.url })))
    expect(await Promise.all(again)).toHaveLength(3)
  })

  it('wait no longer than their deadline', async () => {
    server.play([], 'stalled-headers')
    const transport = createTransport({ concurrency: 1, timeout: 60_000 }, quickRules)
    const controller = new AbortController()
    const first = transport.send(makeCall({ url: server.url, signal: controller.signal }))
    await expect(transport.send(makeCall({ url: server.url, deadline: 30 }))).rejects.toMatchObject({
      code: 'timeout',
      service: { attempts: 0 },
    })
    controller.abort(new Error('gone'))
    await expect(first).rejects.toThrow('gone')
  })
})
