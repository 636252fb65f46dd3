import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isSchemeAllowed } from './http/send-request.ts'
import { commit, filesBelow, fingerprint, graph, useHub } from './testing/hub-fixture.ts'
import { fail } from './testing/interceptors.ts'

const fixture = useHub()
const errorOf = (pull: Promise<unknown>): Promise<Error> =>
  pull.then(
    () => new Error('It went through.'),
    (error: Error) => error,
  )

function setAccess(access: 'private' | 'gated'): void {
  const repository = fixture.hub.repositories['org/model']
  if (repository) repository.access = access
}

test('the token opens a private model, and goes to the hub alone', async () => {
  const { hub, pull } = fixture
  setAccess('private')
  await pull({ settings: { token: hub.token } })
  const authorizations = (server: string): unknown[] =>
    hub.requests.filter((request) => request.server === server).map(({ headers }) => headers.authorization)
  expect(new Set(authorizations('hub'))).toEqual(new Set([`Bearer ${hub.token}`]))
  expect(authorizations('cdn')).toEqual([undefined])
})

test('a redirect within the hub keeps the token, and one that comes back from elsewhere does not get it again', async () => {
  const { hub, pull } = fixture
  hub.intercept = ({ server, path }, response) => {
    const away = path === '/api/models/org/model/revision/main?blobs=true'
    if (!away && path !== '/back') return false
    const location = away ? `${hub.cdn}/back` : `${hub.endpoint}/api/models/org/model/revision/main`
    response.writeHead(server === 'cdn' || away ? 307 : 200, { location }).end()
    return true
  }
  await pull({ settings: { token: hub.token }, select: () => ['config.json'] })
  expect(hub.requests.slice(0, 3).map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${hub.token}`,
    undefined,
    undefined,
  ])
})

test.each([
  ['private', undefined, 'model_not_found', /has no repository org\/model \(401\).*Set HF_TOKEN to a token/],
  ['private', 'hf_wrong', 'model_not_found', /The token that was sent \(HF_TOKEN\) does not give access/],
  ['gated', undefined, 'unauthorized', /is gated \(401\): accept its licence at http.*\/org\/model\. Set HF_TOKEN/],
  ['gated', 'hf_correctToken', 'unauthorized', /is gated \(403\)/],
] as const)('no access to a %s model with token %s', async (access, token, code, message) => {
  setAccess(access)
  const error = await errorOf(fixture.pull(token === undefined ? {} : { settings: { token } }))
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
  expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('hf_')
})

test.each([
  ['hf:org/missing', 'model_not_found', /has no repository org\/missing/],
  ['hf:org/model@missing', 'model_not_found', /^org\/model has no revision "missing" \(404\)\.$/],
])('%s is not there', async (name, code, message) => {
  const error = await errorOf(fixture.pull({ name, settings: { token: fixture.hub.token } }))
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
  expect(filesBelow(fixture.cacheFolder)).toEqual([])
})

test('a file that is listed and not there is named', async () => {
  const headers = { 'x-error-code': 'EntryNotFound' }
  fixture.hub.intercept = fail({ status: 404, matches: ({ path }) => path.endsWith('/config.json'), headers })
  expect(await errorOf(fixture.pull())).toMatchObject({
    code: 'model_not_found',
    message: 'The hub does not have config.json of org/model (404).',
  })
})

test('a status without a reason is judged by itself', async () => {
  fixture.hub.intercept = fail({ status: 403, matches: () => true })
  expect(await errorOf(fixture.pull())).toMatchObject({ code: 'unauthorized' })
  fixture.hub.intercept = fail({ status: 418, matches: () => true })
  expect(await errorOf(fixture.pull())).toMatchObject({ code: 'download_failed' })
})

test.each([
  ['the literal address', (): string => fixture.hub.cdn],
  ['a name', (): string => fixture.hub.cdn.replace('127.0.0.1', 'localhost')],
])('a public hub does not lead into a private network, by %s', async (_, target) => {
  const { hub, pull } = fixture
  hub.intercept = ({ path, server }, response) => {
    if (server === 'cdn' || !path.includes('/resolve/')) return false
    response.writeHead(302, { location: `${target()}/metadata` }).end()
    return true
  }
  // The hub's own address is asked for after each of its two answers; the third time, it is the target's.
  let asked = 0
  const system = { isPrivateAddress: () => ++asked > 2 }
  expect(await errorOf(pull({ settings: { system } }))).toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/leads to .+, an address inside a private network, which is not followed/),
  })
  expect(hub.requests.some(({ server }) => server === 'cdn')).toBe(false)
})

test.each(['file:///etc/passwd', 'ftp://127.0.0.1/x', 'http://'])(
  'a redirect to %s is not followed',
  async (location) => {
    fixture.hub.intercept = (_, response) => {
      response.writeHead(302, { location }).end()
      return true
    }
    expect(await errorOf(fixture.pull())).toMatchObject({
      code: 'download_failed',
      message: expect.stringContaining('not followed'),
    })
  },
)

test('https does not lead to http, unless the hub is http itself', () => {
  const allowed = (target: string, endpoint: string): boolean =>
    isSchemeAllowed({ target: new URL(target), endpoint: new URL(endpoint) })
  expect(allowed('http://a.example', 'https://hub.example')).toBe(false)
  expect(allowed('http://a.example', 'http://hub.example')).toBe(true)
  expect(allowed('https://a.example', 'http://hub.example')).toBe(true)
  expect(allowed('file:///a', 'http://hub.example')).toBe(false)
})

test('redirects end after five', async () => {
  fixture.hub.intercept = ({ path }, response) => {
    response.writeHead(302, { location: `${path}x` }).end()
    return true
  }
  expect(await errorOf(fixture.pull())).toMatchObject({ message: expect.stringContaining('more than 5 times') })
  expect(fixture.hub.requests).toHaveLength(6)
})

test.each([
  '../evil.onnx',
  'onnx/../../../evil.onnx',
  '/etc/evil.onnx',
  'onnx\\..\\evil.onnx',
  'C:evil.onnx',
  'evil\u0000.onnx',
  'onnx//evil.onnx',
  './config.json',
  '',
])('a list with the name %j is refused whole', async (rfilename) => {
  const { hub, pull, folder } = fixture
  const before = fingerprint(folder)
  hub.intercept = (_, response) => {
    const siblings = [
      { rfilename: 'config.json', size: 3, blobId: 'a'.repeat(40) },
      { rfilename, size: 3 },
    ]
    response.end(JSON.stringify({ sha: commit, siblings }))
    return true
  }
  expect(await errorOf(pull())).toMatchObject({
    code: 'invalid_model',
    message: expect.stringContaining('unsafe name'),
  })
  expect(fingerprint(folder)).toBe(before)
})

test.each([
  ['no JSON', '<html>'],
  ['another form', '{ "id": "org/model" }'],
  ['a commit that is a path', JSON.stringify({ sha: '../../evil', siblings: [] })],
])('an answer that is %s is refused', async (_, answer) => {
  fixture.hub.intercept = (_, response) => {
    response.end(answer)
    return true
  }
  expect(await errorOf(fixture.pull())).toMatchObject({
    code: 'download_failed',
    message: expect.stringContaining('Check HF_ENDPOINT'),
  })
})

test('a hash that is no hash never becomes a name', async () => {
  fixture.hub.intercept = ({ path, method }, response) => {
    if (path.startsWith('/api/')) {
      const lfs = { sha256: '../../../evil', size: 3 }
      response.end(JSON.stringify({ sha: commit, siblings: [{ rfilename: graph, size: 3, lfs }] }))
    } else response.writeHead(200, { etag: '"../../evil"', 'content-length': '3' }).end(method === 'HEAD' ? '' : 'abc')
    return true
  }
  expect(await errorOf(fixture.pull())).toMatchObject({
    code: 'download_failed',
    message: expect.stringContaining('does not say which size and hash'),
  })
  expect(filesBelow(fixture.cacheFolder)).toEqual([])
})

test('a folder of the cache that leads out of it is not written through', async () => {
  const outside = join(fixture.folder, 'outside')
  const link = join(fixture.root, 'snapshots', commit, 'onnx')
  mkdirSync(outside)
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(outside, link)
  expect(await errorOf(fixture.pull())).toMatchObject({
    code: 'download_failed',
    message: expect.stringContaining('a link that leads out of it'),
  })
  expect(filesBelow(outside)).toEqual([])
  rmSync(link)
})
