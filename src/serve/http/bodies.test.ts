import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Reranker } from '../../reranker/index.ts'
import { RawClient } from './testing/raw-client.ts'
import { orderOf, post, rerankBody } from './testing/rerank-body.ts'
import { numberReranker, type StartedHttp, startHttp } from './testing/start-http.ts'

const limits = { bodyBytes: 10_000, jsonDepth: 8, documents: 50 }
let server: StartedHttp
beforeAll(async () => {
  server = await startHttp({ limits })
})
afterAll(async () => await server[Symbol.asyncDispose]())

/** A body of so many bytes. */
function sized(bytes: number): string {
  return rerankBody({ documents: ['x'.repeat(bytes - rerankBody({ documents: [''] }).length)] })
}

describe('a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/vnd.x+json',
  ])('that says it is %s is read', async (type) =>
    expect((await post(server.url, rerankBody(), { 'content-type': type })).status).toBe(200),
  )

  it.each(['application/x-www-form-urlencoded', 'text/plain'])(
    'of a client that does not think of its type, and says %s, is read',
    async (type) => {
      expect((await post(server.url, rerankBody(), { 'content-type': type })).status).toBe(200)
    },
  )

  it('that says nothing of itself is read', async () => {
    expect((await post(server.url, Buffer.from(rerankBody()))).status).toBe(200)
  })

  it.each([
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/xml' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
  ])('that says it is %j is refused', async (headers) => {
    const { status, json } = await post(server.url, gzipSync(rerankBody()), headers)
    expect(status).toBe(415)
    expect(json['message']).toMatch(/^This server takes/)
  })

  it('may begin with a byte order mark', async () => {
    expect((await post(server.url, `\uFEFF${rerankBody()}`)).status).toBe(200)
  })

  it.each([
    ['that is empty', '', 'The body is empty; it must be a JSON object.'],
    ['that is no JSON', '{"model": secret', 'The body is no JSON.'],
    ['that is a form', 'model=test&query=secret', 'The body is no JSON.'],
    ['that is no object', '["secret"]', 'The body must be a JSON object.'],
    ['that is null', 'null', 'The body must be a JSON object.'],
    ['that is no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'The body is no UTF-8.'],
    ['that is UTF-16', Buffer.from(`\uFEFF${rerankBody()}`, 'utf16le'), 'The body is no UTF-8.'],
    ['that ends in the midst of a letter', Buffer.from(`${rerankBody()}ä`).subarray(0, -1), 'The body is no UTF-8.'],
    ['that is too deep', `{"a":${'['.repeat(8)}`, 'The body has more than 8 arrays and objects inside each other.'],
    ['with a field twice', '{"model":"a","model":"b"}', 'The body has an object in which a field occurs twice.'],
    [
      'with a field twice in other letters',
      '{"a":1,"\\u0061":2}',
      'The body has an object in which a field occurs twice.',
    ],
    ['with a prototype', '{"a":[{"__proto__":{}}]}', 'The body has an object with a field __proto__.'],
  ])('%s is refused', async (_, body, message) => {
    const answer = await post(server.url, body)
    expect(answer).toMatchObject({ status: 400, json: { message } })
  })

  it('of brackets alone, as many as may come, is refused at once', async () => {
    await using large = await startHttp()
    expect((await post(large.url, `{"a":${'['.repeat(16_000_000)}`)).status).toBe(400)
  })

  it('of more values than documents can have is refused', async () => {
    await using large = await startHttp()
    const message = 'The body has more than 500000 values.'
    expect(await post(large.url, `{"a":[${'1,'.repeat(500_001)}1]}`)).toMatchObject({ status: 400, json: { message } })
  })

  it('of more names of fields than documents can have is refused', async () => {
    await using large = await startHttp()
    const names = (count: number) => JSON.stringify(Array.from({ length: count }, (_, place) => ({ [place]: 1 })))
    expect((await post(large.url, `${rerankBody().slice(0, -1)},"a":${names(9_000)}}`)).status).toBe(200)
    const message = 'The body has more than 20000 different names of fields.'
    expect(await post(large.url, `{"a":${names(20_000)}}`)).toMatchObject({ status: 400, json: { message } })
  })

  it('may have a field that every object has by birth', async () => {
    const documents = ['{"constructor":{"prototype":1},"text":"number 1"}', 'number 2']
    expect(orderOf((await post(server.url, rerankBody({ documents }))).json)).toEqual([1, 0])
  })

  it('may have halves of letters', async () => {
    expect((await post(server.url, rerankBody({ query: '\ud800', documents: ['\udc00 1', '2'] }))).status).toBe(200)
  })
})

describe('a body as large', () => {
  it('as may be is read', async () => {
    expect((await post(server.url, sized(limits.bodyBytes))).status).toBe(200)
  })

  it.each([1, 5_000])('as may be and %i bytes is refused, and its client hears of it', async (more) => {
    const { status, json, headers } = await post(server.url, sized(limits.bodyBytes + more))
    expect(status).toBe(413)
    expect(json['message']).toContain('10000 bytes')
    expect(headers.get('connection')).toBe('close')
  })

  it('as may not be, in parts and without a word of its length, is refused', async () => {
    using client = await RawClient.connect(server.url)
    client.post('', ['Transfer-Encoding: chunked'])
    for (let part = 0; part < 30; part++) client.send(`3e8\r\n${'x'.repeat(1000)}\r\n`)
    await client.closed
    expect(client.statuses).toEqual([413])
  })

  it('as announced, and not sent, is refused without waiting for it', async () => {
    using client = await RawClient.connect(server.url)
    client.post('{', ['Content-Length: 10000000000'])
    await client.closed
    expect(client.statuses).toEqual([413])
  })

  it('as there is no room for beside the others is refused, until they are answered', async () => {
    await using full = await startHttp({ limits: { bodyBytes: 10_000, totalBodyBytes: 15_000 } })
    const body = sized(10_000)
    using slow = await RawClient.connect(full.url)
    slow.post(body.slice(0, 9000), ['Content-Length: 10000'])
    await vi.waitUntil(async () => {
      const { status, json, headers } = await post(full.url, body)
      if (status === 200) return false // What the other has sent is not there yet.
      expect([status, headers.get('retry-after')]).toEqual([429, '1'])
      expect(json['message']).toMatch(/as many bytes of requests/)
      return true
    })
    expect((await post(full.url, sized(5000))).status).toBe(200)
    slow.send(body.slice(9000))
    await vi.waitUntil(() => slow.statuses.length > 0)
    expect(slow.statuses).toEqual([200])
    for (let time = 0; time < 3; time++) expect((await post(full.url, body)).status).toBe(200)
  })

  it('as there was room for leaves it to others when its client goes', async () => {
    await using full = await startHttp({ limits: { bodyBytes: 10_000, totalBodyBytes: 10_000 } })
    const body = sized(10_000)
    {
      using slow = await RawClient.connect(full.url)
      slow.post(body.slice(0, 9000), ['Content-Length: 10000'])
      await vi.waitUntil(async () => (await post(full.url, body)).status === 429)
    }
    await vi.waitUntil(async () => (await post(full.url, body)).status === 200)
  })

  it('as there was room for keeps it until its answer is taken, and no longer', async () => {
    const bytes = 16_000_000 // More than connections hold by themselves.
    const answered = vi.fn()
    const reranker: Reranker = {
      id: 'told',
      rerank: (request) => numberReranker.rerank(request).finally(answered),
    }
    const large = { limits: { bodyBytes: bytes, totalBodyBytes: bytes }, timeouts: { answer: 2000 }, reranker }
    await using full = await startHttp(large)
    using reader = await RawClient.connect(full.url)
    reader.socket.pause()
    const documents = Array.from({ length: 150 }, (_, place) => `${place} ${'x'.repeat(100_000)}`)
    const body = JSON.stringify({ query: 'q', documents, returnDocuments: true })
    const head = `POST /secondpass/v1/rerank HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n`
    reader.send(head + body)
    await vi.waitUntil(() => answered.mock.calls.length > 0, 5000)
    await setTimeout(300)
    expect((await post(full.url, sized(1_200_000))).status).toBe(429)
    await vi.waitUntil(() => full.problems.length > 0, 5000)
    expect(full.problems).toEqual(['slow_client'])
    expect((await post(full.url, sized(1_200_000))).status).toBe(200)
  })

  it('as no body is, by the number of its documents, is refused', async () => {
    const { status } = await post(server.url, rerankBody({ documents: Array.from({ length: 51 }, String) }))
    expect(status).toBe(413)
  })
})
