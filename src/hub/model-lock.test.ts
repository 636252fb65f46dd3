import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { PullOptions } from './pull-model.ts'
import type { PulledModel } from './pulled-model.ts'
import { gitHash, sha256 } from './testing/fake-hub.ts'
import { patternOf } from './testing/hub-content.ts'
import { commit, graph, useHub } from './testing/hub-fixture.ts'

const fixture = useHub()
let lockFile: string
beforeEach(() => {
  lockFile = join(fixture.folder, 'models.lock.json')
})
const frozen = (options: Partial<PullOptions> = {}): Promise<PulledModel> =>
  fixture.pull({ frozen: true, lockFile, ...options })
const readLock = (): Record<string, unknown> => JSON.parse(readFileSync(lockFile, 'utf8'))
const forgetCache = (): void => rmSync(fixture.root, { recursive: true })

/** Puts another commit onto the branch, with another graph. */
function moveBranch(content = patternOf(200_000)): void {
  const repository = fixture.hub.repositories['org/model']
  if (repository === undefined) throw new Error('unreachable')
  repository.commit = 'e'.repeat(40)
  repository.files[graph] = { content, large: true }
}

test('a pull writes commit, sizes and SHA-256 of all files, those of git too', async () => {
  await fixture.pull({ lockFile })
  const files = Object.fromEntries(
    Object.entries(fixture.contents).map(([path, content]) => [
      path,
      { size: content.length, sha256: sha256(content) },
    ]),
  )
  expect(readLock()).toEqual({ version: 1, models: { 'hf:org/model@main': { commit, files } } })
})

test('files of the same commit are added, those of another commit replaced, other models kept', async () => {
  await fixture.pull({ lockFile, select: () => ['config.json'] })
  const other = { commit, files: {} }
  writeFileSync(
    lockFile,
    JSON.stringify({ ...readLock(), models: { ...(readLock()['models'] as object), 'hf:a/b@main': other } }),
  )
  await fixture.pull({ lockFile, select: () => [graph] })
  expect(readLock()).toMatchObject({
    models: { 'hf:a/b@main': other, 'hf:org/model@main': { commit, files: { 'config.json': {}, [graph]: {} } } },
  })
  moveBranch()
  await fixture.pull({ lockFile, select: () => [graph] })
  const { files } = (readLock()['models'] as Record<string, { files: object }>)['hf:org/model@main'] as {
    files: object
  }
  expect(Object.keys(files)).toEqual([graph])
})

test('frozen, a branch is what it was when it was locked', async () => {
  await fixture.pull({ lockFile })
  const before = fixture.hub.requests.length
  expect(await frozen()).toMatchObject({ commit, downloadedBytes: 0, revision: 'main' })
  expect(fixture.hub.requests).toHaveLength(before) // All is there: nothing is asked.
  forgetCache()
  expect(await frozen()).toMatchObject({ commit, revision: 'main' })
  const asked = fixture.hub.requests.slice(before).map(({ path }) => path)
  expect(asked[0]).toBe(`/api/models/org/model/revision/${commit}?blobs=true`)
  forgetCache()
  moveBranch()
  await expect(frozen()).rejects.toMatchObject({ code: 'model_not_found' }) // The locked commit is gone, and nothing replaces it.
})

test('frozen, a file that the hub has changed is refused before it is downloaded', async () => {
  await fixture.pull({ lockFile })
  forgetCache()
  const repository = fixture.hub.repositories['org/model']
  const changed = Buffer.from(fixture.contents[graph] as Buffer)
  changed.writeUInt8(1, 0)
  if (repository) repository.files[graph] = { content: changed, large: true }
  const before = fixture.hub.requests.length
  await expect(frozen()).rejects.toMatchObject({
    code: 'invalid_model',
    message: expect.stringMatching(
      /^onnx\/model\.onnx of org\/model is not what the lock file says: expected .+, found/,
    ),
  })
  expect(fixture.hub.requests).toHaveLength(before + 1)
})

test('frozen, a small file that has changed is refused too, though git’s hash of it is right', async () => {
  await fixture.pull({ lockFile })
  forgetCache()
  const repository = fixture.hub.repositories['org/model']
  if (repository) repository.files['config.json'] = { content: Buffer.from('{ "num_labels": 2 }') }
  await expect(frozen()).rejects.toThrow(/config\.json of org\/model is not what the lock file says/)
})

test('frozen, a file that was changed in the cache is refused', async () => {
  await fixture.pull({ lockFile })
  const config = fixture.contents['config.json'] as Buffer
  const blob = join(fixture.root, 'blobs', gitHash(config))
  writeFileSync(blob, '{ "num_labels": 2 }')
  await expect(frozen()).rejects.toThrow(/config\.json of org\/model is not what the lock file says/)
  writeFileSync(blob, config)
  await expect(frozen({ settings: { offline: true } } as Partial<PullOptions>)).resolves.toMatchObject({ commit })
})

test('frozen, what is not in the lock is not used', async () => {
  await expect(frozen()).rejects.toMatchObject({
    code: 'model_not_found',
    message: expect.stringContaining('secondpass model pull --lock hf:org/model@main'),
  })
  await fixture.pull({ lockFile, select: () => ['config.json'] })
  forgetCache()
  await expect(frozen()).rejects.toMatchObject({
    code: 'invalid_model',
    message: expect.stringContaining('without the file tokenizer.json'),
  })
})

test.each([
  '',
  '{',
  '{ "version": 2, "models": {} }',
  '{ "version": 1, "models": { "hf:a/b@main": { "commit": "main" } } }',
])('a damaged lock is said so before anything is done: %j', async (content) => {
  writeFileSync(lockFile, content)
  await expect(fixture.pull({ lockFile })).rejects.toMatchObject({ code: 'invalid_request' })
  await expect(frozen()).rejects.toMatchObject({ code: 'invalid_request' })
  expect(fixture.hub.requests).toEqual([])
})
