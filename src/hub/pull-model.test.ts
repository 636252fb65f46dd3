import { existsSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PullProgress } from './download/download-files.ts'
import { gitHash, sha256 } from './testing/fake-hub.ts'
import { commit, downloadsOf, filesBelow, graph, useHub } from './testing/hub-fixture.ts'

const fixture = useHub()

test('a pull brings the allowed files, checked, in the layout of Python', async () => {
  const { pull, contents, root, hub } = fixture
  const model = await pull()
  const sizes = Object.fromEntries(Object.entries(contents).map(([path, content]) => [path, content.length]))
  expect(model).toEqual({
    folder: join(root, 'snapshots', commit),
    repository: 'org/model',
    revision: 'main',
    commit,
    files: [
      { path: 'config.json', size: sizes['config.json'] },
      { path: 'tokenizer.json', size: sizes['tokenizer.json'] },
      { path: graph, size: sizes[graph], sha256: sha256(contents[graph] as Buffer) },
    ],
    downloadedBytes: Object.values(sizes).reduce((total, size) => total + size, 0),
  })
  for (const [path, content] of Object.entries(contents)) {
    expect(readFileSync(join(model.folder, path)).equals(content)).toBe(true)
  }
  expect(readFileSync(join(root, 'refs', 'main'), 'utf8')).toBe(commit)
  expect(readlinkSync(join(model.folder, 'config.json'))).toBe(
    join('..', '..', 'blobs', gitHash(contents['config.json'] as Buffer)),
  )
  expect(readlinkSync(join(model.folder, graph))).toBe(
    join('..', '..', '..', 'blobs', sha256(contents[graph] as Buffer)),
  )
  const expected = [
    `.secondpass/${commit}.json`,
    ...Object.entries(contents).map(([path, c]) => `blobs/${path === graph ? sha256(c) : gitHash(c)}`),
    'refs/main',
    ...Object.keys(contents).map((path) => `snapshots/${commit}/${path}`),
  ]
  expect(filesBelow(root)).toEqual(expected.map((path) => join(root, path)).sort())
  expect(filesBelow(join(fixture.cacheFolder, '.locks'))).toEqual([])
  expect(hub.requests.filter(({ path }) => path.startsWith('/api/'))).toHaveLength(1)
  expect(hub.requests.some(({ path }) => /pytorch|modeling/.test(path))).toBe(false)
})

test('a second pull asks which commit the branch is, and nothing else', async () => {
  await fixture.pull()
  const before = fixture.hub.requests.length
  expect(await fixture.pull()).toMatchObject({ commit, downloadedBytes: 0 })
  expect(fixture.hub.requests.slice(before).map(({ path }) => path)).toEqual([
    '/api/models/org/model/revision/main?blobs=true',
  ])
})

test('a full commit that is there is not asked for at all', async () => {
  const name = `hf:org/model@${commit}`
  await fixture.pull({ name })
  expect(existsSync(join(fixture.root, 'refs'))).toBe(false)
  const before = fixture.hub.requests.length
  expect(await fixture.pull({ name })).toMatchObject({ commit, revision: commit, downloadedBytes: 0 })
  expect(fixture.hub.requests).toHaveLength(before)
})

test('a new commit shares what did not change, and moves the branch', async () => {
  const { hub, pull, root, contents } = fixture
  await pull()
  const next = 'f'.repeat(40)
  const repository = hub.repositories['org/model']
  if (repository === undefined) throw new Error('unreachable')
  repository.commit = next
  repository.files['config.json'] = { content: Buffer.from('{ "num_labels": 1, "new": true }') }
  const model = await pull()
  expect(model).toMatchObject({ commit: next, downloadedBytes: repository.files['config.json'].content.length })
  expect(readFileSync(join(root, 'refs', 'main'), 'utf8')).toBe(next)
  expect(downloadsOf(hub, contents[graph] as Buffer)).toHaveLength(1)
})

test('branches with a slash and tags get their own names', async () => {
  const repository = fixture.hub.repositories['org/model']
  if (repository) repository.revisions = ['main', 'refs/pr/1', 'v1.0']
  await fixture.pull({ name: 'hf:org/model@refs/pr/1' })
  await fixture.pull({ name: 'hf:org/model@v1.0' })
  expect(readFileSync(join(fixture.root, 'refs', 'refs', 'pr', '1'), 'utf8')).toBe(commit)
  expect(readFileSync(join(fixture.root, 'refs', 'v1.0'), 'utf8')).toBe(commit)
})

test('only selected files come; another selection adds to them', async () => {
  expect((await fixture.pull({ select: () => ['config.json'] })).files.map(({ path }) => path)).toEqual(['config.json'])
  const model = await fixture.pull({ select: () => ['config.json', graph] })
  expect(model.downloadedBytes).toBe(fixture.contents[graph]?.length)
  await expect(fixture.pull({ select: () => ['modeling.py'] })).rejects.toMatchObject({
    code: 'invalid_model',
    message: expect.stringContaining('"modeling.py"'),
  })
})

test('a list without sizes and hashes is completed from the headers of the files', async () => {
  fixture.hub.intercept = ({ path }, response) => {
    if (!path.startsWith('/api/')) return false
    const siblings = Object.keys(fixture.contents).map((rfilename) => ({ rfilename }))
    response.end(JSON.stringify({ sha: commit, siblings }))
    return true
  }
  const model = await fixture.pull()
  expect(model.files.map(({ size }) => size)).toEqual(Object.values(fixture.contents).map(({ length }) => length))
  expect(fixture.hub.requests.filter(({ method }) => method === 'HEAD')).toHaveLength(3)
})

test('progress ends at the whole, and counts what an earlier pull left', async () => {
  const seen: PullProgress[] = []
  await fixture.pull({ onProgress: (progress) => seen.push(progress) })
  const total = Object.values(fixture.contents).reduce((sum, { length }) => sum + length, 0)
  expect(seen.at(-1)).toEqual({
    path: graph,
    files: 3,
    completedFiles: 3,
    totalBytes: total,
    completedBytes: total,
    downloadedBytes: total,
  })
  expect(seen.map(({ completedBytes }) => completedBytes)).toEqual(
    seen.map(({ completedBytes }) => completedBytes).sort((a, b) => a - b),
  )
})

test('without symbolic links, files are hard links or copies', async () => {
  const refuse = (): Promise<void> => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }))
  const settings = { system: { symlink: refuse } }
  const model = await fixture.pull({ settings })
  expect(statSync(join(model.folder, graph)).size).toBe(fixture.contents[graph]?.length)
  const before = fixture.hub.requests.length
  expect(await fixture.pull({ settings })).toMatchObject({ downloadedBytes: 0 })
  expect(fixture.hub.requests).toHaveLength(before + 1)
})

test('an alias names a repository of the hub', async () => {
  const { hub, pull } = fixture
  const repository = hub.repositories['org/model']
  if (repository) hub.repositories['cross-encoder/ms-marco-MiniLM-L6-v2'] = repository
  expect(await pull({ name: 'ms-marco-MiniLM-L6-v2' })).toMatchObject({
    repository: 'cross-encoder/ms-marco-MiniLM-L6-v2',
    revision: 'main',
  })
})
