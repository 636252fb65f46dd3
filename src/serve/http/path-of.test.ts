import { afterAll, beforeAll, expect, it } from 'vitest'
import { pathOf } from './path-of.ts'
import { rerankBody } from './testing/rerank-body.ts'
import { type StartedHttp, startHttp } from './testing/start-http.ts'

let server: StartedHttp
beforeAll(async () => {
  server = await startHttp({ apiKeys: ['key'] })
})
afterAll(async () => await server[Symbol.asyncDispose]())

it.each([
  ['/', '/'],
  ['//', '/'],
  ['//v1/rerank', '/v1/rerank'],
  ['/v1///rerank/?a=//', '/v1/rerank'],
  ['/v2/rerank//', '/v2/rerank'],
])('%s is %s', (path, expected) => expect(pathOf(new Request(`http://127.0.0.1${path}`))).toBe(expected))

it.each(['/v2/rerank', '//v2/rerank', '/v2/rerank/', '///v2//rerank//'])(
  '%s is answered, to who has a key',
  async (path) => {
    const ask = async (headers: Record<string, string>): Promise<number> => {
      const init = { method: 'POST', body: rerankBody(), headers: { 'content-type': 'application/json', ...headers } }
      return (await fetch(`${server.url}${path}`, init)).status
    }
    expect([await ask({}), await ask({ authorization: 'Bearer key' })]).toEqual([401, 200])
  },
)
