import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FaultServer } from '../hosted/testing/fault-server.ts'
import { type CliResult, runCli, tinyModel } from './testing/run-cli.ts'

const stdin = JSON.stringify({ query: 'what causes tides', documents: ['Tide tables.', 'The moon does.'] })
const keys = { CO_API_KEY: 'secret-key', COHERE_API_KEY: '', SECONDPASS_LEDGER: '' }

let service: FaultServer
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-test-'))
  service = await FaultServer.start(() => ({
    results: [
      { index: 1, relevance_score: 0.9 },
      { index: 0, relevance_score: 0.2 },
    ],
    meta: { billed_units: { search_units: 1 } },
  }))
})
afterEach(async () => {
  await service[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

async function rerank(...options: string[]): Promise<CliResult> {
  const model = ['--model', 'cohere:rerank-v3.5', '--base-url', service.url]
  return await runCli(['rerank', ...model, ...options], { stdin, env: keys })
}

test('a service answers as a model on this machine does, and its cost is told', async () => {
  const table = await rerank('--top-k', '1')
  expect(table).toMatchObject({ code: 0, stderr: '' })
  expect(table.stdout).toMatch(/ 1 +2 +↑1 .*Relevance: 0\.9000, Document: The moon does\./)
  expect(table.stdout).toMatch(/cohere:rerank-v3\.5: 2 of 2 candidates scored.*\$0\.002000.*the service's own/)
  const { results, scale, usage } = JSON.parse((await rerank('--json', '--threshold', 'provider:0.5')).stdout)
  expect(results.map(({ index }: { index: number }) => index)).toEqual([1])
  expect({ scale, usage }).toMatchObject({ scale: 'provider', usage: { requests: 1, searchUnits: 1, cost: 0.002 } })
})

test('--fallback goes on to the next model, and says why', async () => {
  service.play([], 401)
  const { code, stdout, stderr } = await rerank('--fallback', tinyModel, '--workers', '1')
  expect(code).toBe(0)
  expect(stdout).toContain('tiny-bert: 2 of 2 candidates scored')
  expect(stderr).toContain('cohere:rerank-v3.5 did not answer (unauthorized)')
  expect(stdout + stderr).not.toContain('secret-key')
})

test('--base-url is the first service’s: no other key goes there', async () => {
  service.play([], 401)
  const env = { ...keys, TEI_URL: 'http://127.0.0.1:1', TEI_API_KEY: 'other-key' }
  const models = ['--model', 'cohere:rerank-v3.5', '--fallback', 'tei:', '--base-url', service.url]
  const { code } = await runCli(['rerank', ...models], { stdin, env })
  expect(code).toBe(1)
  expect(service.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret-key'])
})

test('without an answer there is an error, and no stack trace', async () => {
  service.play([], 401)
  const { code, stdout, stderr } = await rerank()
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).not.toContain('secret-key')
})

test('a budget holds from one run to the next by its ledger, and secondpass cost reports it', async () => {
  const ledger = ['--budget', '0.003/day', '--ledger', join(folder, 'costs.jsonl')]
  expect((await rerank(...ledger)).code).toBe(0)
  const refused = await rerank(...ledger)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('budget') })
  const answered = await rerank(...ledger, '--fallback', tinyModel)
  expect(answered).toMatchObject({ code: 0, stderr: expect.stringContaining('over_budget') })
  expect(service.requests).toHaveLength(1)
  const { stdout } = await runCli(['cost', '--ledger', join(folder, 'costs.jsonl'), '--json'])
  expect(JSON.parse(stdout)).toMatchObject([{ name: 'cohere:rerank-v3.5', cost: 0.002, requests: 1 }])
})

test('a budget of more than one request needs a ledger', async () => {
  expect(await rerank('--budget', '1/day')).toMatchObject({ code: 2, stderr: expect.stringContaining('--ledger') })
  expect((await rerank('--budget', '1/request')).code).toBe(0)
})

test('--estimate says what a batch would take, and calls nobody', async () => {
  const { code, stdout } = await rerank('--estimate')
  expect(code).toBe(0)
  expect(stdout).toMatch(/queries +1\npairs +2\n[\s\S]*cost +\$0\.002/)
  expect(JSON.parse((await rerank('--estimate', '--json')).stdout)).toMatchObject({ queries: 1, pairs: 2, cost: 0.002 })
  expect(service.requests).toHaveLength(0)
})

test('options of the other kind of model are refused by name', async () => {
  const { code, stderr } = await rerank('--workers', '2')
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('`workers`') })
})

test('secondpass providers tells which keys are there, and not what they are', async () => {
  const { stdout } = await runCli(['providers'], { env: keys })
  expect(stdout).toMatch(/^cohere:rerank-v4\.0-pro +1000 +32768 +\$2 \/ 1K searches +CO_API_KEY found$/m)
  expect(stdout).toMatch(/^tei:… .*free +TEI_URL missing$/m)
  expect(stdout).not.toContain('secret-key')
  const rows = JSON.parse((await runCli(['providers', '--json'], { env: keys })).stdout)
  expect(rows[0]).toMatchObject({ service: 'cohere', access: 'CO_API_KEY', found: true })
})
