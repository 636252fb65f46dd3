import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commit } from '../hub/testing/hub-fixture.ts'
import { useHubModels } from '../hub/testing/hub-models.ts'
import { type CliResult, runCli, tinyModel } from './testing/run-cli.ts'

const fixture = useHubModels()
const documents = '["the long cold river", "a town by the sea"]'
const rerank = (parameters: string[], { env = {} }: { env?: Record<string, string> } = {}): Promise<CliResult> =>
  runCli(['rerank', '--query', 'the river', '--json', ...parameters], {
    stdin: documents,
    env: { ...fixture.environment(), ...env },
  })
const scoresOf = ({ stdout }: CliResult): unknown =>
  JSON.parse(stdout).results.map(({ score }: { score: number }) => score)

test('rerank downloads the model before the deadline runs, and then has it', async () => {
  const first = await rerank(['--model', 'hf:org/tiny', '--deadline', '20000'])
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(first.stdout).model).toEqual({ id: 'hf:org/tiny', revision: commit })
  expect(scoresOf(first)).toEqual(scoresOf(await rerank(['--model', tinyModel])))
  fixture.hub.requests.length = 0
  expect((await rerank(['--model', 'hf:org/tiny', '--dtype', 'fp32'])).code).toBe(0)
  expect(fixture.hub.requests).toEqual([])
})

test('rerank says why a model cannot be had, and scores nothing', async () => {
  const offline = await rerank(['--model', 'hf:org/tiny', '--on-error', 'passthrough'], {
    env: { HF_HUB_OFFLINE: '1' },
  })
  expect(offline).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('secondpass model pull') })
  const nowhere = await rerank(['--model', 'hf:org/nowhere', '--on-error', 'passthrough'])
  expect(nowhere).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Check the name') })
  const guessed = await rerank(['--model', 'org/tiny'])
  expect(guessed).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean hf:org/tiny?') })
  const format = await rerank(['--model', 'hf:org/tiny', '--dtype', 'q4'])
  expect(format).toMatchObject({ code: 2, stderr: expect.stringContaining('There are: fp32') })
})

test('rerank --frozen uses what model pull --lock noted', async () => {
  const lockFile = join(fixture.folder, 'models.lock.json')
  const frozen = ['--model', 'hf:org/tiny', '--frozen', '--lock-file', lockFile]
  expect(await rerank(frozen)).toMatchObject({ code: 2, stderr: expect.stringContaining('--lock hf:org/tiny') })
  await runCli(['model', 'pull', 'hf:org/tiny', '--lock', '--lock-file', lockFile], { env: fixture.environment() })
  expect(JSON.parse(readFileSync(lockFile, 'utf8')).models).toHaveProperty(['hf:org/tiny@main', 'commit'], commit)
  expect((await rerank(frozen, { env: { HF_HUB_OFFLINE: '1' } })).code).toBe(0)
})
