import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiKeys } from './api-keys.ts'
import { readApiKeys } from './read-api-keys.ts'
import { RawClient } from './testing/raw-client.ts'
import { post, rerankBody } from './testing/rerank-body.ts'
import { type StartedHttp, startHttp } from './testing/start-http.ts'

describe('a server with keys', () => {
  let server: StartedHttp
  beforeAll(async () => {
    server = await startHttp({ apiKeys: ['first-key', 'second-key-which-is-longer'] })
  })
  afterAll(async () => await server[Symbol.asyncDispose]())

  it.each([
    { authorization: 'Bearer first-key' },
    { authorization: 'bearer second-key-which-is-longer' },
    { authorization: 'BEARER  first-key ' },
    { authorization: 'first-key' },
    { 'api-key': 'first-key' },
    { 'X-API-Key': 'second-key-which-is-longer' },
  ] as Record<string, string>[])('lets in who sends %j', async (headers) => {
    expect((await post(server.url, rerankBody(), headers)).status).toBe(200)
  })

  it.each([
    {},
    { authorization: 'Bearer first-ke' },
    { authorization: 'Bearer first-key2' },
    { authorization: 'Bearer First-Key' },
    { authorization: 'Bearer first-key,second-key-which-is-longer' },
    { authorization: 'Bearer' },
    { authorization: 'Basic Zmlyc3Qta2V5' },
    { 'api-key': '' },
  ] as Record<string, string>[])('refuses who sends %j, in the shape of the dialect', async (headers) => {
    const { status, json, headers: answered } = await post(server.url, rerankBody(), headers)
    expect(status).toBe(401)
    expect(answered.get('www-authenticate')).toBe('Bearer')
    expect(json).toEqual({ id: answered.get('x-request-id'), message: expect.stringMatching(/key/) })
    expect(JSON.stringify(json)).not.toMatch(/first-k/i)
  })

  it('refuses before the body is there', async () => {
    using client = await RawClient.connect(server.url)
    client.post('{', ['Content-Length: 1000'])
    expect(await client.answers(1)).toEqual([401])
  })

  it('tells who has no key nothing of what there is', async () => {
    const statuses = ['/v2/rerank', '/nothing', '/v1/models'].map(
      async (path) => (await fetch(server.url + path)).status,
    )
    expect(await Promise.all(statuses)).toEqual([401, 401, 401])
  })
})

describe('keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secondpass-test-'))
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  afterAll(() => rmSync(folder, { recursive: true }))

  it('come from the configuration, a file and the environment', async () => {
    const apiKeysFile = file('keys', '# of team a\r\nfrom-file\r\n\r\n  spaced  \n')
    const environment = { SECONDPASS_API_KEYS: 'one, two,' }
    const keys = await readApiKeys({ apiKeys: ['configured'], apiKeysFile, environment })
    const accepted = ['configured', 'from-file', 'spaced', 'one', 'two', '', '# of team a', 'one, two'].map((key) =>
      keys.accept(key),
    )
    expect(accepted).toEqual([true, true, true, true, true, false, false, false])
  })

  it('are none where none are named', async () => {
    expect((await readApiKeys({ environment: {} })).required).toBe(false)
    expect(new ApiKeys([]).accept('')).toBe(false)
  })

  it.each([
    ['a file that is not there', { apiKeysFile: join(folder, 'secret-name') }, /cannot be read: ENOENT/],
    ['a file without any', { apiKeysFile: file('no-keys', '# none\n\n') }, /has none/],
    ['one that is empty', { apiKeys: [''] }, /is empty/],
    ['one that no header can carry', { apiKeys: ['schlüssel'] }, /cannot carry/],
    ['a variable without any', { environment: { SECONDPASS_API_KEYS: ', ' } }, /SECONDPASS_API_KEYS .* has no key/],
  ])('cannot come from %s', async (_, options, message) => {
    const error = await readApiKeys({ environment: {}, ...options }).catch((error: Error) => error)
    expect(error).toMatchObject({ code: 'invalid_request', message: expect.stringMatching(message) })
    expect((error as Error).message).not.toMatch(/secret-name|schlüssel/)
  })
})
