import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RawClient } from './testing/raw-client.ts'
import { rerankBody } from './testing/rerank-body.ts'
import { type StartedHttp, startHttp } from './testing/start-http.ts'

const page = 'https://search.example.com'
let closed: StartedHttp
let listed: StartedHttp
let open: StartedHttp
beforeAll(async () => {
  closed = await startHttp()
  listed = await startHttp({ corsOrigins: [page], apiKeys: ['key'] })
  open = await startHttp({ corsOrigins: ['*'] })
})
afterAll(async () => {
  for (const server of [closed, listed, open]) await server[Symbol.asyncDispose]()
})

/** Sends a request as a browser would for a page; `fetch` does not let a program set some of its headers. */
async function send({ url }: StartedHttp, head: string, headers: string[]): Promise<string> {
  using client = await RawClient.connect(url)
  const body = rerankBody()
  const lines = [head, ...headers, 'Connection: close', `Content-Length: ${body.length}`]
  client.send(`${lines.join('\r\n')}\r\n\r\n${body}`)
  await client.closed
  return client.received.split('\r\n\r\n')[0] ?? ''
}

const post = 'POST /v2/rerank HTTP/1.1'

describe('a page of another origin', () => {
  it('has nothing done by a server that does not list it', async () => {
    for (const site of [[], ['Sec-Fetch-Site: cross-site'], ['Sec-Fetch-Site: same-site']]) {
      const answer = await send(closed, post, ['Host: localhost:1', `Origin: ${page}`, ...site])
      expect(answer).toContain('HTTP/1.1 403')
      expect(answer).not.toMatch(/access-control/i)
    }
    expect(await send(closed, post, ['Host: localhost:1', 'Origin: null'])).toContain('HTTP/1.1 403')
    expect(await send(listed, post, ['Host: a', 'api-key: key', `Origin: ${page}.evil.com`])).toContain('HTTP/1.1 403')
  })

  it('gets no leave of a server that does not list it', async () => {
    const preflight = ['Host: localhost:1', `Origin: ${page}`, 'Access-Control-Request-Method: POST']
    const answer = await send(closed, 'OPTIONS /v2/rerank HTTP/1.1', preflight)
    expect(answer).toContain('HTTP/1.1 405')
    expect(answer).toMatch(/allow: POST/i)
    expect(answer).not.toMatch(/access-control/i)
  })

  it('gets leave, without a key, of a server that lists it, and can read what matters', async () => {
    const headers = [
      'Host: a',
      `Origin: ${page}`,
      'Access-Control-Request-Method: POST',
      'Access-Control-Request-Headers: authorization',
    ]
    const leave = await send(listed, 'OPTIONS /v2/rerank HTTP/1.1', headers)
    expect(leave).toContain('HTTP/1.1 204')
    expect(leave).toMatch(new RegExp(`access-control-allow-origin: ${page}\r`, 'i'))
    expect(leave).toMatch(/access-control-allow-headers: authorization\r/i)
    const answer = await send(listed, post, ['Host: a', `Origin: ${page}`, 'Authorization: Bearer key'])
    expect(answer).toContain('HTTP/1.1 200')
    expect(answer).toMatch(
      /access-control-expose-headers: Retry-After,Server-Timing,X-Request-Id,X-Secondpass-Warnings\r/i,
    )
    expect(answer).toMatch(/vary: Origin\r/i)
    expect(answer).not.toMatch(/access-control-allow-credentials/i)
  })

  it('can read why it was refused, where it is listed', async () => {
    const answer = await send(listed, post, ['Host: a', `Origin: ${page}`])
    expect(answer).toContain('HTTP/1.1 401')
    expect(answer).toMatch(new RegExp(`access-control-allow-origin: ${page}\r`, 'i'))
  })

  it('may call a server that is open to all', async () => {
    const answer = await send(open, post, ['Host: a', `Origin: ${page}`, 'Sec-Fetch-Site: cross-site'])
    expect(answer).toContain('HTTP/1.1 200')
    expect(answer).toMatch(/access-control-allow-origin: \*\r/i)
  })
})

it('a page whose name was made to stand for this machine has nothing done without a key', async () => {
  const rebound = ['Host: evil.example:1', 'Origin: http://evil.example:1']
  for (const site of [[], ['Sec-Fetch-Site: same-origin']]) {
    expect(await send(closed, post, [...rebound, ...site])).toContain('HTTP/1.1 403')
  }
  expect(await send(listed, post, rebound)).toContain('HTTP/1.1 401')
  expect(await send(listed, post, [...rebound, 'api-key: key'])).toContain('HTTP/1.1 200')
  for (const own of ['127.0.0.1:1', '[::1]:1', 'a.localhost:1']) {
    expect(await send(closed, post, [`Host: ${own}`, `Origin: http://${own}`])).toContain('HTTP/1.1 200')
  }
})

it('the server’s own page may call it, behind a proxy too', async () => {
  expect(await send(closed, post, ['Host: localhost:1', 'Origin: http://localhost:1'])).toContain('HTTP/1.1 200')
  expect(await send(closed, post, ['Host: a:1', 'Origin: https://a:1'])).toContain('HTTP/1.1 200')
  const proxied = ['Host: internal', 'Origin: https://rerank.example.com', 'Sec-Fetch-Site: same-origin']
  expect(await send(closed, post, proxied)).toContain('HTTP/1.1 200')
})
