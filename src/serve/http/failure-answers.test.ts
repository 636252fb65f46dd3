import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Reranker, SecondpassError } from '../../reranker/index.ts'
import { post, rerankBody } from './testing/rerank-body.ts'
import { type StartedHttp, startHttp } from './testing/start-http.ts'

let server: StartedHttp
const failing: Reranker = {
  id: 'failing',
  rerank: async ({ query }) => {
    if (query === 'known') throw new SecondpassError({ code: 'unavailable', message: 'The model failed on a pair.' })
    throw new TypeError(`secret ${query} in /home/secret`)
  },
}
beforeAll(async () => {
  server = await startHttp({ reranker: failing })
})
afterAll(async () => await server[Symbol.asyncDispose]())

describe('what is not there', () => {
  it('is 404, in JSON', async () => {
    const response = await fetch(`${server.url}/secret/path?secret`)
    expect(response.status).toBe(404)
    const requestId = response.headers.get('x-request-id')
    const message = expect.stringContaining('There is nothing at this path.')
    expect(await response.json()).toEqual({ error: { code: 'invalid_request', message, requestId } })
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'is 405 for %s, in the shape of the dialect',
    async (method) => {
      const response = await fetch(`${server.url}/v2/rerank`, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('POST')
      expect(await response.json()).toEqual({
        id: response.headers.get('x-request-id'),
        message: 'This path takes POST.',
      })
    },
  )
})

describe('a failure', () => {
  it('that is known is told, in words for clients', async () => {
    expect(await post(server.url, rerankBody({ query: 'known' }))).toMatchObject({
      status: 503,
      json: { message: expect.stringMatching(/^The model, or the service behind it, failed\. .*log/) },
    })
  })

  it('that is not known is told without its words', async () => {
    const { status, json } = await post(server.url, rerankBody({ query: 'question' }))
    expect(status).toBe(500)
    expect(JSON.stringify(json)).not.toMatch(/secret|question|TypeError|at /)
  })
})

describe('an answer', () => {
  it.each([
    ['a-Z_0=9', 'a-Z_0=9'],
    [undefined, /^[0-9a-f-]{36}$/],
    ['x'.repeat(129), /^[0-9a-f-]{36}$/],
    ['with space', /^[0-9a-f-]{36}$/],
    ['{"level":"error"}', /^[0-9a-f-]{36}$/],
  ])('to a request that calls itself %s says which it is of', async (id, expected) => {
    const headers: Record<string, string> = id === undefined ? {} : { 'x-request-id': id }
    const answer = await post(server.url, rerankBody(), headers)
    expect(answer.headers.get('x-request-id')).toMatch(expected)
    expect(answer.json['id']).toBe(answer.headers.get('x-request-id'))
  })

  it('is not to be kept or guessed at, whatever it is', async () => {
    for (const path of ['/v2/rerank', '/nothing']) {
      const { headers } = await fetch(server.url + path)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })
})
