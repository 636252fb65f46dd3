import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Reranker } from '../../reranker/index.ts'
import { RawClient } from './testing/raw-client.ts'
import { orderOf, post, rerankBody } from './testing/rerank-body.ts'
import { type StartedHttp, startHttp } from './testing/start-http.ts'

let server: StartedHttp
let hasty: StartedHttp
beforeAll(async () => {
  server = await startHttp({ limits: { bodyBytes: 2000 } })
  hasty = await startHttp({ timeouts: { headers: 300, request: 600, checks: 50 } })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await hasty[Symbol.asyncDispose]()
})

// Whatever a test did: nothing is left hanging, and the next client is served.
afterEach(async () => {
  for (const { url, http } of [server, hasty]) {
    const { status, json } = await post(url, rerankBody())
    expect({ status, order: orderOf(json) }).toEqual({ status: 200, order: [1, 0] })
    await http.openRequests.answered(AbortSignal.timeout(10_000))
    expect(http.openRequests.size).toBe(0)
  }
})

const body = rerankBody()

describe('a client that is slow', () => {
  it('with its headers is told so, and let go', async () => {
    using client = await RawClient.connect(hasty.url)
    client.send('POST /v2/rerank HTTP/1.1\r\nHost: local')
    await client.closed
    expect(client.received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n/)
    expect(client.received).toContain('{"error":{')
    expect(hasty.problems.at(-1)).toBe('slow_client')
  })

  it('with its body is told so, and let go', async () => {
    using client = await RawClient.connect(hasty.url)
    client.post(body.slice(0, 20), [`Content-Length: ${body.length}`])
    await client.closed
    expect(client.statuses).toEqual([408])
  })

  it('and says a byte now and then has no more time', async () => {
    using client = await RawClient.connect(hasty.url)
    client.post('', ['Transfer-Encoding: chunked'])
    while (!client.socket.destroyed) {
      client.send('1\r\n \r\n')
      await setTimeout(20)
    }
    expect(client.statuses).toEqual([408])
  })

  it('and says nothing at all is let go', async () => {
    using client = await RawClient.connect(hasty.url)
    await client.closed
    expect(client.statuses).toEqual([408])
  })
})

describe('a client that goes away', () => {
  it('in the midst of its body leaves nothing behind', async () => {
    using client = await RawClient.connect(server.url)
    client.post(body.slice(0, 20), [`Content-Length: ${body.length}`])
    await setTimeout(50)
    client.socket.resetAndDestroy()
    await client.closed
  })

  it('by half, in the midst of its body, is let go', async () => {
    using client = await RawClient.connect(server.url)
    client.post(body.slice(0, 20), [`Content-Length: ${body.length}`])
    client.socket.end()
    await client.closed
    expect(client.statuses).toEqual([400])
  })

  it('by half, after its request, counts as gone', async () => {
    using client = await RawClient.connect(server.url)
    client.post(body)
    client.socket.end()
    await client.closed
  })
})

it('a client that went away is not taken for one that does not take its answer', async () => {
  await using impatient = await startHttp({ timeouts: { answer: 50 } })
  using client = await RawClient.connect(impatient.url)
  client.post(body.slice(0, 20), [`Content-Length: ${body.length}`])
  await vi.waitUntil(() => impatient.http.openRequests.size === 1)
  client.socket.resetAndDestroy()
  await setTimeout(300)
  expect(impatient.problems).toEqual([])
})

it('requests in a row whose client goes away are all given up', async () => {
  const signals: AbortSignal[] = []
  const reranker: Reranker = {
    id: 'deaf',
    rerank: ({ signal }) => {
      if (signal) signals.push(signal)
      return new Promise(() => {})
    },
  }
  await using deaf = await startHttp({ reranker })
  using client = await RawClient.connect(deaf.url)
  for (let time = 0; time < 3; time++) client.post(body)
  await vi.waitUntil(() => signals.length === 3)
  client.socket.destroy()
  await vi.waitUntil(() => signals.every(({ aborted }) => aborted))
})

describe('headers', () => {
  it('that are too large are refused', async () => {
    using client = await RawClient.connect(server.url)
    client.post(body, [`Content-Length: ${body.length}`, `X-Large: ${'x'.repeat(17_000)}`])
    await client.closed
    expect(client.statuses).toEqual([431])
    expect(server.problems.at(-1)).toBe('headers')
  })

  it('that are many and small, within the bytes allowed, are no trouble', async () => {
    using client = await RawClient.connect(server.url)
    const many = Array.from({ length: 500 }, (_, index) => `X-${index}: 1`) // Node 24 takes 1,000 at most.
    client.post(body, [`Content-Length: ${body.length}`, ...many])
    expect(await client.answers(1)).toEqual([200])
  })

  it.each([
    ['both lengths', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6']],
    ['a length that is no number', ['Content-Length: five']],
    ['a coding that is not known', ['Transfer-Encoding: gzip']],
    ['a line that is folded', ['Content-Length: 5', 'X-Folded: a', ' b']],
    ['a name with a space', ['Content-Length : 5']],
  ])('with %s are refused, and the connection ends', async (_, headers) => {
    using client = await RawClient.connect(server.url)
    client.post('12345', headers)
    await client.closed
    expect(client.statuses).toEqual([400])
    expect(client.received).toContain('Connection: close')
  })

  it.each(['Host: a b', 'Host: user@host', 'X: without a host'])('with "%s" are refused', async (line) => {
    using client = await RawClient.connect(server.url)
    client.send(`POST /v2/rerank HTTP/1.1\r\n${line}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    expect(await client.answers(1)).toEqual([400])
  })
})

describe('requests', () => {
  it('in a row on one connection are answered in their order', async () => {
    using client = await RawClient.connect(server.url)
    for (const number of [1, 2, 3]) {
      const documents = ['number 0', `number ${number === 2 ? -1 : number}`]
      const each = rerankBody({ documents })
      client.post(each, [`Content-Length: ${each.length}`, `X-Request-Id: request-${number}`])
    }
    expect(await client.answers(3)).toEqual([200, 200, 200])
    expect([...client.received.matchAll(/x-request-id: (.*)\r/gi)].map(([, id]) => id)).toEqual([
      'request-1',
      'request-2',
      'request-3',
    ])
    expect([...client.received.matchAll(/"results":\[\{"index":(\d)/g)].map(([, index]) => index)).toEqual([
      '1',
      '0',
      '1',
    ])
  })

  it('with garbage behind them end the connection', async () => {
    using client = await RawClient.connect(server.url)
    client.send(`POST /v2/rerank HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}GARBAGE`)
    await client.closed
    expect(client.statuses.length).toBeLessThanOrEqual(1)
  })

  it('of HTTP/1.0, without a host, are answered', async () => {
    using client = await RawClient.connect(server.url)
    client.send(`POST /v2/rerank HTTP/1.0\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    await client.closed
    expect(client.statuses).toEqual([200])
  })

  it('that ask before they send get leave to', async () => {
    using client = await RawClient.connect(server.url)
    client.post('', [`Content-Length: ${body.length}`, 'Expect: 100-continue'])
    while (!client.received.includes('100 Continue')) await setTimeout(5)
    expect(client.statuses).toEqual([])
    client.send(body)
    expect(await client.answers(1)).toEqual([200])
  })

  it('that ask whether they may send too much get none', async () => {
    using client = await RawClient.connect(server.url)
    client.post('', ['Content-Length: 1000000', 'Expect: 100-continue'])
    await client.closed
    expect(client.statuses).toEqual([413])
    expect(client.received).not.toContain('100 Continue')
  })

  it('to upgrade the connection are answered as if they did not ask', async () => {
    using client = await RawClient.connect(server.url)
    client.post(body, [`Content-Length: ${body.length}`, 'Connection: Upgrade', 'Upgrade: websocket'])
    expect(await client.answers(1)).toEqual([200])
  })

  it.each([
    'OPTIONS * HTTP/1.1\r\nHost: localhost',
    'GET /\\..\\secret HTTP/1.1\r\nHost: localhost',
    'GET /%00%ff%zz HTTP/1.1\r\nHost: localhost',
    'GET http://elsewhere/v2/rerank HTTP/1.1\r\nHost: localhost',
    'TRACE /v2/rerank HTTP/1.1\r\nHost: localhost',
    'POST /v2/rerank HTTP/2.0\r\nHost: localhost',
    'PRI * HTTP/2.0\r\n\r\nSM',
    'nonsense',
  ])('such as %j are refused', async (head) => {
    using client = await RawClient.connect(server.url)
    client.send(`${head}\r\n\r\n`)
    const [status] = await client.answers(1)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })

  it('that would open a tunnel are cut', async () => {
    using client = await RawClient.connect(server.url)
    client.send('CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere\r\n\r\n')
    await client.closed
    expect(client.received).toBe('')
  })
})

it('connections beyond those allowed are closed, and taken again when there is room', async () => {
  await using small = await startHttp({ limits: { connections: 2 } })
  const clients = [await RawClient.connect(small.url), await RawClient.connect(small.url)]
  for (const client of clients) {
    client.post(body)
    await client.answers(1)
  }
  using third = await RawClient.connect(small.url)
  await third.closed
  expect(third.received).toBe('')
  expect(small.problems).toEqual(['connections'])
  clients[0]?.socket.destroy()
  await clients[0]?.closed
  clients[1]?.post(body)
  expect(await clients[1]?.answers(2)).toEqual([200, 200])
  clients[1]?.socket.destroy()
})
