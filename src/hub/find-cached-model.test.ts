import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SecondpassError } from '../reranker/index.ts'
import { findCachedModel } from './find-cached-model.ts'
import type { PulledModel } from './pulled-model.ts'
import type { FileSelector } from './select-files.ts'
import { commit, fingerprint, graph, useHub } from './testing/hub-fixture.ts'
import { makePythonCache } from './testing/python-cache.ts'

const fixture = useHub()

/** As a caller's: it wants a graph, and says so when there is none. */
const select: FileSelector = (files) => {
  const paths = files.map(({ path }) => path)
  if (!paths.includes(graph)) throw new SecondpassError({ code: 'invalid_model', message: 'it has no ONNX graph' })
  return paths.filter((path) => path === graph || path.endsWith('.json'))
}
const find = (name = 'hf:org/model'): PulledModel | undefined =>
  findCachedModel({ name, select, settings: fixture.settings })
const offline = (): Promise<PulledModel> => fixture.pull({ select, settings: { offline: true } })

test.each([true, false])('a model that Python downloaded is used as it is, with links: %s', async (links) => {
  const { root, contents, hub } = fixture
  makePythonCache({ root, commit, contents, links })
  const before = fingerprint(root)
  const expected = { folder: join(root, 'snapshots', commit), commit, revision: 'main', downloadedBytes: 0 }
  expect(find()).toMatchObject(expected)
  expect(find(`hf:org/model@${commit}`)).toMatchObject({ ...expected, revision: commit })
  expect(await offline()).toMatchObject(expected)
  expect(hub.requests).toEqual([])
  expect(fingerprint(root)).toBe(before)
  // Python may have brought a part of the model, so a pull asks once which files it has.
  const pinned = { select, name: `hf:org/model@${commit}` }
  for (const _ of ['asks', 'knows']) expect(await fixture.pull(pinned)).toMatchObject({ downloadedBytes: 0 })
  expect(hub.requests).toHaveLength(1)
  expect(await fixture.pull({ select })).toMatchObject(expected)
  expect(hub.requests).toHaveLength(2)
})

test('Python’s list of files tells what a snapshot lacks', async () => {
  const { root, contents } = fixture
  const { 'config.json': _, ...others } = contents
  makePythonCache({ root, commit, contents: others })
  expect(find()).toBeDefined() // All that is known of the model is what is there.
  const files = Object.fromEntries(
    Object.entries(contents).map(([path, { length }]) => [path, { size: length, blob_id: 'a'.repeat(40) }]),
  )
  mkdirSync(join(root, 'trees'))
  writeFileSync(join(root, 'trees', `${commit}.json`), JSON.stringify({ format_version: 1, files }))
  expect(find()).toBeUndefined()
  await expect(offline()).rejects.toMatchObject({
    code: 'offline',
    message:
      'hf:org/model@main is not in the cache (the file config.json is not there), and the network is not to be used (HF_HUB_OFFLINE). Where there is a network, run: secondpass model pull hf:org/model@main',
  })
})

test('what was pulled is found without a network; the choice is made among all files of the model', async () => {
  await fixture.pull({ select: () => ['config.json'] })
  expect(find()).toBeUndefined()
  await expect(offline()).rejects.toThrow(/the file tokenizer\.json is not there/)
  await fixture.pull({ select })
  expect(find()?.files).toHaveLength(3)
  await fixture.hub.close()
  expect(await offline()).toMatchObject({ commit, downloadedBytes: 0 })
})

test('without a network and without the model, the error says what to run', async () => {
  await expect(offline()).rejects.toMatchObject({
    code: 'offline',
    message: expect.stringContaining('revision "main" is not there'),
  })
  makePythonCache({ root: fixture.root, commit, contents: { 'config.json': Buffer.from('{}') } })
  await expect(offline()).rejects.toThrow(/it has no ONNX graph/)
  expect(fixture.hub.requests).toEqual([])
})

test('when the hub is not to be reached, a branch is taken as it was, with a warning', async () => {
  await fixture.pull({ select })
  await fixture.hub.close()
  const warnings: string[] = []
  const model = await fixture.pull({ select, settings: { retries: 1 }, onWarning: (warning) => warnings.push(warning) })
  expect(model).toMatchObject({ commit, downloadedBytes: 0 })
  expect(warnings).toEqual([
    expect.stringMatching(/^The connection to .+ failed .+ Using hf:org\/model@main as it was: commit 0123/),
  ])
  await expect(fixture.pull({ name: 'hf:org/model@other', select, settings: { retries: 0 } })).rejects.toMatchObject({
    code: 'download_failed',
  })
})

test('a file that was cut off, a link to nothing, and a link out of the cache are as good as none', async () => {
  const { root, contents, folder } = fixture
  const path = join(root, 'snapshots', commit, graph)
  await fixture.pull({ select })
  const blob = join(root, 'blobs', find()?.files.find((file) => file.path === graph)?.sha256 as string)
  truncateSync(blob, 10)
  expect(find()).toBeUndefined()
  rmSync(blob)
  expect(find()).toBeUndefined()
  const outside = join(folder, 'outside.onnx')
  writeFileSync(outside, contents[graph] as Buffer)
  rmSync(path)
  symlinkSync(outside, path)
  expect(find()).toBeUndefined()
  expect(await fixture.pull({ select })).toMatchObject({ downloadedBytes: contents[graph]?.length })
  expect(find()).toBeDefined()
})

test('a branch that names no commit names nothing', () => {
  makePythonCache({ root: fixture.root, commit, contents: fixture.contents })
  writeFileSync(join(fixture.root, 'refs', 'main'), '../../other')
  expect(find()).toBeUndefined()
  rmSync(join(fixture.root, 'refs', 'main'))
  expect(find()).toBeUndefined()
})

test('a model’s folder may be a link to another disk', async () => {
  await fixture.pull({ select })
  const elsewhere = join(fixture.folder, 'elsewhere')
  renameSync(fixture.root, elsewhere)
  symlinkSync(elsewhere, fixture.root)
  expect(find()).toBeDefined()
  expect(await fixture.pull({ select })).toMatchObject({ downloadedBytes: 0 })
})
