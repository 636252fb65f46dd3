import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { modelAliases } from '../../hub/index.ts'
import { gitHash } from '../../hub/testing/fake-hub.ts'
import { patternOf } from '../../hub/testing/hub-content.ts'
import { commit, graph, useHub } from '../../hub/testing/hub-fixture.ts'
import { createModelCommand } from './create-model-command.ts'

const fixture = useHub()
let lockFile: string
beforeEach(() => {
  lockFile = join(fixture.folder, 'models.lock.json')
  vi.stubEnv('HF_ENDPOINT', fixture.hub.endpoint)
  vi.stubEnv('HF_HUB_CACHE', fixture.cacheFolder)
  vi.stubEnv('HF_TOKEN_PATH', join(fixture.folder, 'no-token'))
  vi.stubEnv('HF_TOKEN', undefined)
  vi.stubEnv('HF_HUB_OFFLINE', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** Runs a command in this process, and returns what it printed. */
async function run(...parameters: string[]): Promise<{ stdout: string; stderr: string; code: unknown }> {
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += text
      return true
    })
  }
  try {
    await createModelCommand().parseAsync(parameters, { from: 'user' })
  } finally {
    vi.restoreAllMocks()
  }
  return { ...printed, code: process.exitCode }
}

const sizeOfAll = '3.01 MB'

test('pull brings a model and says so; the next one has nothing to do', async () => {
  const first = await run('pull', 'hf:org/model')
  expect(first).toMatchObject({
    stdout: `hf:org/model@main: commit 0123456, 3 files, ${sizeOfAll}, ${sizeOfAll} downloaded\n`,
    stderr: '',
  })
  expect((await run('pull', 'hf:org/model')).stdout).toBe(
    `hf:org/model@main: commit 0123456, 3 files, ${sizeOfAll}, all in the cache\n`,
  )
  expect(JSON.parse((await run('pull', '--json', 'hf:org/model')).stdout)).toMatchObject([
    { repository: 'org/model', commit, folder: join(fixture.root, 'snapshots', commit), downloadedBytes: 0 },
  ])
})

test('pull --dtype takes that graph and its weights, and says which ones there are', async () => {
  const files = fixture.hub.repositories['org/model']?.files ?? {}
  files['onnx/model_fp16.onnx'] = { content: patternOf(1000), large: true }
  files['onnx/model_fp16.onnx_data'] = { content: patternOf(2000), large: true }
  files['onnx/model_fp16.onnx_data_1'] = { content: patternOf(3000), large: true }
  const [model] = JSON.parse((await run('pull', '--json', '--dtype', 'fp16', 'hf:org/model')).stdout)
  expect(model.files.map(({ path }: { path: string }) => path)).toEqual([
    'config.json',
    'tokenizer.json',
    'onnx/model_fp16.onnx',
    'onnx/model_fp16.onnx_data',
    'onnx/model_fp16.onnx_data_1',
  ])
  await expect(run('pull', '--dtype', 'q4', 'hf:org/model')).rejects.toMatchObject({
    code: 'invalid_model',
    message: 'The model has no ONNX graph of dtype q4. There are: fp32, fp16.',
  })
  for (const path of Object.keys(files)) if (path.includes('onnx')) delete files[path]
  await expect(run('pull', 'hf:org/model')).rejects.toThrow(/no ONNX graph/)
  delete files['tokenizer.json']
  await expect(run('pull', 'hf:org/model')).rejects.toThrow(/has no tokenizer\.json/)
})

test('pull --lock notes, pull --frozen obeys, and brings all models of the lock', async () => {
  await run('pull', '--lock', '--lock-file', lockFile, 'hf:org/model')
  expect(JSON.parse(readFileSync(lockFile, 'utf8')).models).toHaveProperty(['hf:org/model@main', 'commit'], commit)
  rmSync(fixture.root, { recursive: true })
  expect((await run('pull', '--frozen', '--lock-file', lockFile)).stdout).toMatch(/^hf:org\/model@main: commit 0123456/)
  await expect(run('pull', '--frozen', '--lock-file', lockFile, 'hf:org/other')).rejects.toMatchObject({
    code: 'model_not_found',
  })
  await expect(run('pull', '--frozen', '--lock', 'hf:org/model')).rejects.toMatchObject({ code: 'invalid_request' })
  await expect(run('pull', '--frozen', '--lock-file', join(fixture.folder, 'none.json'))).rejects.toThrow(
    /There is no model in/,
  )
  await expect(run('pull')).rejects.toMatchObject({ code: 'invalid_request' })
})

test('pull without a network says what to do where there is one', async () => {
  vi.stubEnv('HF_HUB_OFFLINE', '1')
  await expect(run('pull', 'hf:org/model')).rejects.toMatchObject({
    code: 'offline',
    message: expect.stringContaining('run: secondpass model pull hf:org/model@main'),
  })
  expect(fixture.hub.requests).toEqual([])
})

test('list shows a table, or JSON', async () => {
  expect(await run('list')).toMatchObject({ stdout: '', stderr: expect.stringContaining('no models in the cache') })
  await run('pull', 'hf:org/model')
  const today = new Date().toISOString().slice(0, 10)
  expect((await run('list')).stdout).toBe(
    `model         revision  commit   files     size  last used\nhf:org/model  main      0123456      3  ${sizeOfAll}  ${today}\n`,
  )
  expect(JSON.parse((await run('list', '--json')).stdout)).toMatchObject([
    {
      repository: 'org/model',
      revisions: ['main'],
      commit,
      files: [{ path: 'config.json', size: 19 }, { path: graph }, { path: 'tokenizer.json' }],
    },
  ])
})

test('list --aliases shows the short names, with what forbids commercial use, as in the README', async () => {
  const { stdout } = await run('list', '--aliases')
  expect(stdout.trimEnd().split('\n')).toHaveLength(Object.keys(modelAliases).length + 1)
  expect(stdout).toMatch(/^jina-reranker-v2-base-multilingual .* CC-BY-NC-4\.0 \(NO COMMERCIAL USE\)$/m)
  expect(stdout.match(/NO COMMERCIAL USE/g)).toHaveLength(1)
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  expect(readme.includes(stdout), 'npm run readme renews README.md').toBe(true)
  expect(JSON.parse((await run('list', '--aliases', '--json')).stdout)).toEqual(modelAliases)
})

test('pull says when a licence forbids commercial use', async () => {
  const files = fixture.hub.repositories['org/model']?.files ?? {}
  files['README.md'] = { content: Buffer.from('---\nlicense: cc-by-nc-4.0\n---\n') }
  expect((await run('pull', 'hf:org/model')).stderr).toBe(
    'secondpass: The licence of hf:org/model, cc-by-nc-4.0, does not allow commercial use.\n',
  )
})

test('verify ends with 1 when a file is wrong, and says which', async () => {
  await run('pull', '--lock', '--lock-file', lockFile, 'hf:org/model')
  expect(await run('verify', '--lock-file', lockFile)).toMatchObject({
    stdout: '3 of 3 files are right.\n',
    code: undefined,
  })
  const config = fixture.contents['config.json'] as Buffer
  const blob = join(fixture.root, 'blobs', gitHash(config))
  const other = Buffer.from('{ "num_labels": 9 }')
  writeFileSync(blob, other)
  const { stdout, code } = await run('verify', '--lock-file', lockFile, 'hf:org/model')
  expect(stdout).toBe(
    `wrong  hf:org/model@0123456  config.json: expected ${gitHash(config)}, found ${gitHash(other)}\n` +
      '2 of 3 files are right.\nBring a model anew with secondpass model remove and secondpass model pull.\n',
  )
  expect(code).toBe(1)
  expect(JSON.parse((await run('verify', '--json', '--lock-file', lockFile)).stdout)).toContainEqual({
    repository: 'org/model',
    commit,
    path: graph,
    status: 'ok',
  })
  await expect(run('verify', 'hf:org/other')).rejects.toMatchObject({ code: 'model_not_found' })
  writeFileSync(blob, config)
})

test('remove says what it freed', async () => {
  await run('pull', 'hf:org/model')
  expect((await run('remove', 'hf:org/model')).stdout).toBe(
    `hf:org/model: removed commit 0123456 and 3 files, ${sizeOfAll} freed\n`,
  )
  expect(existsSync(fixture.root)).toBe(false)
  await expect(run('remove', 'hf:org/model')).rejects.toMatchObject({ code: 'model_not_found' })
})

test('the token is nowhere in what is printed', async () => {
  vi.stubEnv('HF_TOKEN', 'hf_verySecret')
  const { stdout, stderr } = await run('pull', 'hf:org/model')
  const error = await run('pull', 'hf:org/none').catch((error: Error) => error.stack)
  expect(`${stdout}${stderr}${error}`).not.toContain('verySecret')
  expect(fixture.hub.requests.some(({ headers }) => headers.authorization === 'Bearer hf_verySecret')).toBe(true)
})
