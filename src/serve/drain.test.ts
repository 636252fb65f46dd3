import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { HeldReranker } from '../reranker/testing/held-reranker.ts'
import { RawClient } from './http/testing/raw-client.ts'
import { orderOf, post, rerankBody } from './http/testing/rerank-body.ts'
import { type RunningServer, serve } from './serve.ts'

let reranker: HeldReranker
let server: RunningServer
async function start(drain: { delay?: number; timeout?: number } = {}): Promise<void> {
  reranker = new HeldReranker({ held: true })
  server = await serve({ port: 0, drain, logLevel: 'silent', models: { test: { model: reranker } } })
}
afterEach(() => server.closeNow())

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(5)
}

/** Sends a request, and resolves when its work is under way; the answer is to come. */
async function begin(query: string): Promise<{ answer: ReturnType<typeof post> }> {
  const answer = post(server.url, rerankBody({ query }))
  answer.catch(() => {})
  await until(() => reranker.started.includes(query))
  return { answer }
}

/** Whether the server takes connections. */
async function listens(): Promise<boolean> {
  return await RawClient.connect(server.url).then(
    (client) => {
      client.socket.destroy()
      return true
    },
    () => false,
  )
}

describe('a server that is told to end', () => {
  it('answers what it has begun, and takes on nothing more', async () => {
    await start()
    const begun = [await begin('a'), await begin('b')]
    let closed = false
    const closing = server.close().then(() => {
      closed = true
    })
    await until(async () => !(await listens()))
    expect(closed).toBe(false)
    reranker.release('a')
    reranker.release('b')
    for (const { answer } of begun) {
      const { status, json, headers } = await answer
      expect({ status, order: orderOf(json) }).toEqual({ status: 200, order: [1, 0] })
      expect(headers.get('connection')).toBe('close')
    }
    await closing
    expect(reranker.cancelled).toEqual([])
  })

  it('takes in bodies that were on their way', async () => {
    await start()
    reranker.held = false
    using client = await RawClient.connect(server.url)
    const body = rerankBody()
    client.post(body.slice(0, 10), [`Content-Length: ${body.length}`, 'Expect: 100-continue'])
    await until(() => client.received.includes('100 Continue')) // The server knows of it now.
    const closing = server.close()
    await until(async () => !(await listens()))
    client.send(body.slice(10))
    expect(await client.answers(1)).toEqual([200])
    await closing
  })

  it('answers all of the requests in a row on a connection', async () => {
    await start()
    using client = await RawClient.connect(server.url)
    client.post(rerankBody({ query: 'a' }))
    client.post(rerankBody({ query: 'b' }))
    await until(() => reranker.started.length === 2)
    const closing = server.close()
    await until(async () => !(await listens()))
    reranker.release('b')
    await setTimeout(20)
    reranker.release('a')
    expect(await client.answers(2)).toEqual([200, 200])
    await closing
  })

  it('refuses what comes on connections that are still open', async () => {
    await start()
    using client = await RawClient.connect(server.url)
    client.post(rerankBody({ query: 'a' }))
    await until(() => reranker.started.length === 1)
    const closing = server.close()
    await until(async () => !(await listens()))
    client.post(rerankBody({ query: 'b' }))
    await setTimeout(50)
    reranker.release('a')
    await closing
    expect(client.statuses[0]).toBe(200)
    expect(client.statuses.slice(1)).not.toContain(200)
    expect(reranker.started).toEqual(['a'])
  })

  it('goes on for as long as load balancers need to hear of it', async () => {
    await start({ delay: 1_000 })
    reranker.held = false
    const closing = server.close()
    for (let request = 0; request < 3; request++) expect((await post(server.url, rerankBody())).status).toBe(200)
    await closing
    expect(await listens()).toBe(false)
  })

  it('gives up what takes too long, and says so', async () => {
    await start({ timeout: 100 })
    const { answer } = await begin('a')
    await server.close()
    const { status, json, headers } = await answer
    expect(status).toBe(503)
    expect(json['message']).toBe('The server ended before the answer was there. Ask another one.')
    expect(headers.get('retry-after')).toBe('1')
    expect(reranker.cancelled).toEqual(['a'])
  })

  it('waits neither for bodies that never come nor for connections that say nothing', async () => {
    await start({ timeout: 100 })
    using silent = await RawClient.connect(server.url)
    using slow = await RawClient.connect(server.url)
    slow.post('{', ['Content-Length: 100'])
    await setTimeout(50)
    await server.close()
    await Promise.all([silent.closed, slow.closed])
    expect(slow.statuses.filter((status) => status !== 503)).toEqual([])
  })

  it('lets go of connections that wait for their next request', async () => {
    await start()
    reranker.held = false
    using client = await RawClient.connect(server.url)
    client.post(rerankBody())
    await client.answers(1)
    await server.close()
    await client.closed
  })

  it('at once ends at once, and so does one that was about to end', async () => {
    await start()
    const { answer } = await begin('a')
    const closing = server.close()
    await server.closeNow()
    await closing
    expect(
      await answer.then(
        ({ status }) => status,
        () => 'cut',
      ),
    ).toSatisfy((end) => end === 503 || end === 'cut')
    expect(reranker.cancelled).toEqual(['a'])
    expect(await listens()).toBe(false)
  })

  it('twice ends once', async () => {
    await start()
    await Promise.all([server.close(), server.close()])
    await server.close()
  })
})
