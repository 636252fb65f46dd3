import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { partialPath } from './download/partial-file.ts'
import { sha256 } from './testing/fake-hub.ts'
import { downloadsOf, graph, useHub } from './testing/hub-fixture.ts'
import { breakAfter, fail, isFor, replace, tagOf } from './testing/interceptors.ts'

const fixture = useHub()
const content = (): Buffer => fixture.contents[graph] as Buffer
const blobPath = (): string => join(fixture.root, 'blobs', sha256(content()))
const isListed = (): boolean => existsSync(join(fixture.root, 'snapshots'))
const justGraph = { select: () => [graph] }

test('a connection that breaks is taken up again where it broke', async () => {
  fixture.hub.intercept = breakAfter({ content: content(), bytes: 1_000_000, times: 2 })
  const model = await fixture.pull(justGraph)
  expect(readFileSync(join(model.folder, graph)).equals(content())).toBe(true)
  expect(model.downloadedBytes).toBe(content().length) // Nothing came twice.
  const [first, ...others] = downloadsOf(fixture.hub, content()).map(({ headers }) => headers)
  expect(first?.range).toBeUndefined()
  expect(others.map(({ 'if-range': condition }) => condition)).toEqual([tagOf(content()), tagOf(content())])
  // What was on its way when the connection broke may be lost.
  const starts = others.map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]))
  expect(starts[0]).toBeGreaterThan(0)
  expect(starts[0]).toBeLessThanOrEqual(1_000_000)
  expect(starts[1]).toBeGreaterThan(starts[0] as number)
})

test('the next pull goes on where one gave up', async () => {
  fixture.hub.intercept = breakAfter({ content: content(), bytes: 700_000 })
  await expect(fixture.pull({ ...justGraph, settings: { retries: 0 } })).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/^The connection to 127\.0\.0\.1:\d+ failed \(\w+\)\.$/),
  })
  expect(isListed()).toBe(false)
  const left = statSync(partialPath(blobPath())).size
  expect(left).toBeGreaterThan(0)
  const model = await fixture.pull(justGraph)
  expect(model.downloadedBytes).toBe(content().length - left)
  expect(downloadsOf(fixture.hub, content()).at(-1)?.headers).toMatchObject({
    range: `bytes=${left}-`,
    'if-range': tagOf(content()),
  })
  expect(readdirSync(join(fixture.root, 'blobs'))).toEqual([sha256(content())])
})

test('a server that cannot go on sends all, and all is taken', async () => {
  fixture.hub.intercept = breakAfter({ content: content(), bytes: 700_000 })
  await expect(fixture.pull({ ...justGraph, settings: { retries: 0 } })).rejects.toThrow()
  fixture.hub.intercept = replace({ content: content(), by: content() })
  expect(await fixture.pull(justGraph)).toMatchObject({ downloadedBytes: content().length })
})

test('what an earlier pull left is hashed too: damage costs a second download, not the model', async () => {
  mkdirSync(join(fixture.root, 'blobs'), { recursive: true })
  writeFileSync(partialPath(blobPath()), Buffer.alloc(500_000, 'damaged'))
  const model = await fixture.pull(justGraph)
  expect(model.downloadedBytes).toBe(2 * content().length - 500_000)
  expect(downloadsOf(fixture.hub, content()).map(({ headers }) => headers.range)).toEqual(['bytes=500000-', undefined])
})

test('a blob that another program left is hashed before it is linked', async () => {
  mkdirSync(join(fixture.root, 'blobs'), { recursive: true })
  writeFileSync(blobPath(), Buffer.alloc(content().length, 'damaged'))
  expect(await fixture.pull(justGraph)).toMatchObject({ downloadedBytes: content().length })
  rmSync(join(fixture.root, 'snapshots'), { recursive: true })
  rmSync(join(fixture.root, 'refs'), { recursive: true })
  expect(await fixture.pull(justGraph)).toMatchObject({ downloadedBytes: 0 })
})

test('an end before the end is no end', async () => {
  fixture.hub.intercept = (request, response) => {
    if (!isFor(request, content()) || request.headers.range !== undefined) return false
    response.writeHead(200) // No length announced, so only the count can tell.
    response.end(content().subarray(0, 1_234_567))
    return true
  }
  expect(await fixture.pull(justGraph)).toMatchObject({ downloadedBytes: content().length })
  expect(downloadsOf(fixture.hub, content()).at(-1)?.headers.range).toBe('bytes=1234567-')
})

test('a server that always ends early is given up, and the error says where', async () => {
  fixture.hub.intercept = (request, response) => {
    if (!isFor(request, content())) return false
    response.writeHead(200).end(content().subarray(0, 1000))
    return true
  }
  await expect(fixture.pull({ ...justGraph, settings: { retries: 1 } })).rejects.toMatchObject({
    code: 'download_failed',
    message: `${graph} of org/model ended after 1000 of 3000000 bytes.`,
  })
  expect(downloadsOf(fixture.hub, content())).toHaveLength(2)
})

test('content with the wrong hash is deleted, and named', async () => {
  const wrong = Buffer.from(content())
  wrong.writeUInt8(wrong.readUInt8(5) ^ 1, 5)
  fixture.hub.intercept = replace({ content: content(), by: wrong })
  await expect(fixture.pull(justGraph)).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringContaining(`expected ${sha256(content())}, found ${sha256(wrong)}`),
  })
  expect(readdirSync(join(fixture.root, 'blobs'))).toEqual([])
  expect(isListed()).toBe(false)
})

test('a small file is held to the hash of git', async () => {
  const config = fixture.contents['config.json'] as Buffer
  fixture.hub.intercept = ({ path }, response) => {
    if (!path.endsWith('/config.json')) return false
    response.end(Buffer.alloc(config.length, ' '))
    return true
  }
  await expect(fixture.pull()).rejects.toThrow(/config\.json of org\/model has the wrong git-sha1/)
  expect(isListed()).toBe(false)
})

test.each<[string, Record<string, string>, RegExp]>([
  ['announced longer', { 'content-length': '4000000' }, /should have 3000000 bytes, and the server sends 4000000/],
  ['announced shorter', { 'content-length': '10' }, /should have 3000000 bytes, and the server sends 10\./],
  ['sent longer than announced', {}, /should have 3000000 bytes, and the server sends more/],
])('a file of the wrong size is stopped: %s', async (_, headers, message) => {
  fixture.hub.intercept = (request, response) => {
    if (!isFor(request, content())) return false
    response
      .writeHead(200, headers)
      .write(Buffer.concat([content(), content()]).subarray(0, Number(headers['content-length'] ?? 6e6)))
    return true
  }
  await expect(fixture.pull(justGraph)).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(message),
  })
  expect(readdirSync(join(fixture.root, 'blobs'))).toEqual([])
})

test('a server that falls silent is left, and tried again', async () => {
  let silent = true
  fixture.hub.intercept = (request, response) => {
    if (!isFor(request, content()) || !silent) return false
    silent = false
    response.writeHead(200, { etag: tagOf(content()), 'content-length': content().length })
    response.write(content().subarray(0, 1_500_000))
    return true
  }
  const model = await fixture.pull({ ...justGraph, settings: { stallTimeout: 200 } })
  expect(model.downloadedBytes).toBe(content().length)
})

test('a hub that never answers is given up, and the error says so', async () => {
  fixture.hub.intercept = () => true
  await expect(fixture.pull({ settings: { stallTimeout: 100, retries: 1 } })).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/^Nothing came from 127\.0\.0\.1:\d+ for 0\.1 s\.$/),
  })
})

test.each([500, 502, 503, 504])('status %d passes by itself', async (status) => {
  fixture.hub.intercept = fail({ status, matches: ({ method }) => method === 'GET', times: 3 })
  await expect(fixture.pull(justGraph)).resolves.toBeDefined()
})

test('a hub that keeps failing is given up after the tries that were allowed', async () => {
  fixture.hub.intercept = fail({ status: 500, matches: () => true })
  await expect(fixture.pull({ settings: { retries: 2 } })).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringContaining('(500)'),
  })
  expect(fixture.hub.requests).toHaveLength(3)
})

test('a hub that asks to wait gets what it asks for', async () => {
  const matches = ({ path }: { path: string }): boolean => path.startsWith('/api/')
  fixture.hub.intercept = fail({ status: 429, matches, headers: { 'retry-after': '1' }, times: 1 })
  const startedAt = performance.now()
  await fixture.pull(justGraph)
  expect(performance.now() - startedAt).toBeGreaterThan(950)
})

test('a hub that asks to wait for long is not waited for', async () => {
  fixture.hub.intercept = fail({ status: 429, matches: () => true, headers: { 'retry-after': '3600' } })
  await expect(fixture.pull()).rejects.toMatchObject({
    code: 'rate_limited',
    message: expect.stringContaining('set HF_TOKEN'),
  })
  expect(fixture.hub.requests).toHaveLength(1)
})

test('an address that has run out is replaced by a new one', async () => {
  fixture.hub.intercept = fail({ status: 403, matches: (request) => isFor(request, content()), times: 1 })
  await expect(fixture.pull(justGraph)).resolves.toBeDefined()
  expect(fixture.hub.requests.filter(({ path }) => path.includes('/resolve/'))).toHaveLength(2)
})

test('a disk with too little room is found out before anything is written', async () => {
  const system = { freeBytes: () => Promise.resolve(10_000_000) }
  await expect(fixture.pull({ settings: { system } })).rejects.toMatchObject({
    code: 'download_failed',
    message:
      'There is too little room for org/model: it needs 70.1 MB, and the disk of the cache has 10.0 MB free. Make room, or name another folder in HF_HUB_CACHE.',
  })
  expect(existsSync(fixture.cacheFolder)).toBe(false)
})

test.skipIf(!existsSync('/dev/full'))('a disk that is full in the middle is an error that says so', async () => {
  mkdirSync(join(fixture.root, 'blobs'), { recursive: true })
  symlinkSync('/dev/full', partialPath(blobPath())) // Every write fails as on a full disk.
  const error = await fixture.pull(justGraph).catch((error: Error) => error)
  expect(error).toMatchObject({ code: 'download_failed', message: expect.stringContaining('is full (ENOSPC)') })
  expect((error as Error).message).not.toContain(fixture.folder)
  expect(isListed()).toBe(false)
  expect(existsSync(blobPath())).toBe(false)
})

test('a signal stops a download at once, and the next one goes on', async () => {
  const controller = new AbortController()
  fixture.hub.intercept = (request, response) => {
    if (!isFor(request, content()) || controller.signal.aborted) return false
    response.writeHead(200, { etag: tagOf(content()), 'content-length': content().length })
    response.write(content().subarray(0, 900_000))
    return true
  }
  const onProgress = ({ completedBytes }: { completedBytes: number }): void => {
    if (completedBytes === 900_000) controller.abort()
  }
  await expect(fixture.pull({ ...justGraph, onProgress, signal: controller.signal })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(readdirSync(join(fixture.cacheFolder, '.locks', 'models--org--model'))).toEqual([])
  expect(await fixture.pull(justGraph)).toMatchObject({ downloadedBytes: content().length - 900_000 })
  await expect(fixture.pull({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
})

test('files beyond the limits are not begun', async () => {
  await expect(fixture.pull({ settings: { maxFileBytes: 1e6 } })).rejects.toThrow(
    /onnx\/model\.onnx of org\/model has 3\.00 MB, more than the limit of 1\.00 MB/,
  )
  await expect(fixture.pull({ settings: { maxTotalBytes: 3e6 } })).rejects.toThrow(/The selection of org\/model/)
  expect(fixture.hub.requests.some(({ path }) => path.includes('/resolve/'))).toBe(false)
})
