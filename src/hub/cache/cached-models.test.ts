import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readModelLock } from '../model-lock.ts'
import { gitHash, sha256 } from '../testing/fake-hub.ts'
import { patternOf } from '../testing/hub-content.ts'
import { commit, filesBelow, graph, useHub } from '../testing/hub-fixture.ts'
import { makePythonCache } from '../testing/python-cache.ts'
import { type CachedSnapshot, listCachedModels } from './list-cached-models.ts'
import { acquireLock } from './process-lock.ts'
import { type RemovedModel, removeCachedModel } from './remove-cached-model.ts'
import { type FileVerdict, verifyCachedModel } from './verify-cached-model.ts'

const fixture = useHub()
const next = 'd'.repeat(40)
const list = (all = false): Promise<CachedSnapshot[]> => listCachedModels({ settings: fixture.settings, all })
const remove = (name: string): Promise<RemovedModel> => removeCachedModel({ name, settings: fixture.settings })
const sizeOfAll = (): number => Object.values(fixture.contents).reduce((total, { length }) => total + length, 0)

async function verify(lockFile?: string): Promise<FileVerdict[]> {
  const lock = lockFile === undefined ? {} : readModelLock(lockFile)
  const verdicts = await Promise.all(
    (await list(true)).map((snapshot) => verifyCachedModel({ snapshot, lock, settings: fixture.settings })),
  )
  return verdicts.flat()
}

/** A second commit on the branch, which shares all but the graph; the first one keeps a tag. */
async function pullTwo(): Promise<Buffer> {
  const { hub, pull } = fixture
  const repository = hub.repositories['org/model']
  if (repository === undefined) throw new Error('unreachable')
  repository.revisions = ['main', 'v1']
  await pull()
  await pull({ name: 'hf:org/model@v1' })
  const content = patternOf(500_000)
  repository.commit = next
  repository.files[graph] = { content, large: true }
  await pull()
  return content
}

test('an empty cache, and one that is not there, has no models', async () => {
  expect(await list()).toEqual([])
  mkdirSync(fixture.cacheFolder)
  expect(await list()).toEqual([])
})

test('models are listed by commit, with those of Python; datasets and graphless models are not', async () => {
  await pullTwo()
  const { cacheFolder } = fixture
  makePythonCache({
    root: join(cacheFolder, 'models--by--python'),
    commit,
    contents: { 'model.onnx': Buffer.from('x') },
  })
  makePythonCache({ root: join(cacheFolder, 'models--gpt2'), commit, contents: { 'config.json': Buffer.from('{}') } })
  mkdirSync(join(cacheFolder, 'datasets--a--b', 'snapshots', commit), { recursive: true })
  const models = await list()
  expect(
    models.map(({ repository, commit, revisions, files }) => [repository, commit, revisions, files.length]),
  ).toEqual([
    ['by/python', commit, ['main'], 1],
    ['org/model', commit, ['v1'], 3],
    ['org/model', next, ['main'], 3],
  ])
  expect(models[1]).toMatchObject({ size: sizeOfAll(), folder: join(fixture.root, 'snapshots', commit) })
  expect(Date.now() - (models[1]?.lastUsed.getTime() ?? 0)).toBeLessThan(60_000)
  expect((await list(true)).map(({ repository }) => repository)).toContain('gpt2')
})

test('whole files are right; damage, and what is missing, is found by hash', async () => {
  const lockFile = join(fixture.folder, 'models.lock.json')
  await fixture.pull({ lockFile })
  expect((await verify(lockFile)).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok'])
  const content = fixture.contents[graph] as Buffer
  const damaged = Buffer.from(content)
  damaged.writeUInt8(damaged.readUInt8(100) ^ 1, 100)
  const blob = join(fixture.root, 'blobs', sha256(content))
  writeFileSync(blob, damaged)
  rmSync(join(fixture.root, 'blobs', gitHash(fixture.contents['config.json'] as Buffer)))
  rmSync(join(fixture.root, 'snapshots', commit, 'tokenizer.json'))
  const identity = { repository: 'org/model', commit }
  expect(await verify(lockFile)).toEqual([
    { ...identity, path: 'config.json', status: 'missing' },
    { ...identity, path: graph, status: 'wrong', expected: sha256(content), found: sha256(damaged) },
    { ...identity, path: 'tokenizer.json', status: 'missing' },
  ])
  rmSync(fixture.root, { recursive: true })
})

test('the lock is held against what is there', async () => {
  const lockFile = join(fixture.folder, 'models.lock.json')
  await fixture.pull({ lockFile })
  const sum = sha256(fixture.contents['config.json'] as Buffer)
  writeFileSync(lockFile, readFileSync(lockFile, 'utf8').replace(sum, 'b'.repeat(64)))
  expect(await verify(lockFile)).toContainEqual({
    repository: 'org/model',
    commit,
    path: 'config.json',
    status: 'wrong',
    expected: 'b'.repeat(64),
    found: sum,
  })
})

test('without links, the list of files tells the hashes, where there is one', async () => {
  makePythonCache({ root: fixture.root, commit, contents: fixture.contents, links: false })
  expect((await verify()).map(({ status }) => status)).toEqual(['unverifiable', 'unverifiable', 'unverifiable'])
  await fixture.pull()
  expect((await verify()).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok'])
})

test('of a revision, what no other one uses is removed', async () => {
  const content = await pullTwo()
  expect(await remove('hf:org/model@main')).toEqual({
    repository: 'org/model',
    commits: [next],
    blobs: 1,
    freedBytes: content.length,
  })
  expect((await list()).map(({ commit }) => commit)).toEqual([commit])
  expect(filesBelow(join(fixture.root, 'refs'))).toEqual([join(fixture.root, 'refs', 'v1')])
  expect(await fixture.pull({ name: 'hf:org/model@v1', settings: { offline: true } })).toMatchObject({ commit })
  await expect(remove('hf:org/model@main')).rejects.toMatchObject({ code: 'model_not_found' })
  await expect(remove(`hf:org/model@${commit}`)).resolves.toMatchObject({ blobs: 3, freedBytes: sizeOfAll() })
})

test('of a model without a revision, everything is removed, unfinished downloads too', async () => {
  await pullTwo()
  writeFileSync(join(fixture.root, 'blobs', `${'c'.repeat(64)}.secondpass.incomplete`), 'unfinished')
  const removed = await remove('hf:org/model')
  expect(removed).toMatchObject({ commits: [commit, next], blobs: 5, freedBytes: sizeOfAll() + 500_000 + 10 })
  expect(existsSync(fixture.root)).toBe(false)
  expect(await list(true)).toEqual([])
  await expect(remove('hf:org/model')).rejects.toThrow('hf:org/model is not in the cache.')
})

test('what a link of the cache leads to outside is not removed', async () => {
  await fixture.pull()
  const outside = join(fixture.folder, 'precious')
  writeFileSync(outside, 'precious')
  symlinkSync(outside, join(fixture.root, 'snapshots', commit, 'precious'))
  await remove('hf:org/model')
  expect(readFileSync(outside, 'utf8')).toBe('precious')
})

test('nothing is removed while a process pulls the model', async () => {
  await fixture.pull()
  const path = join(fixture.cacheFolder, '.locks', 'models--org--model', `${'a'.repeat(64)}.secondpass.lock`)
  const lock = await acquireLock({ path, subject: '', timeout: 0, onWait: () => {} })
  await expect(remove('hf:org/model')).rejects.toMatchObject({ code: 'download_failed' })
  await lock.release()
  await expect(remove('hf:org/model')).resolves.toBeDefined()
})
