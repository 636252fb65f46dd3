import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryOf, tinyBert, tinyExternal, useHubModels } from '../../hub/testing/hub-models.ts'
import { type CliResult, runCli } from '../testing/run-cli.ts'

const fixture = useHubModels()
const run = (...parameters: string[]): Promise<CliResult> =>
  runCli(['model', ...parameters], { env: fixture.environment() })

test('check says what a folder is, and that it can be used', async () => {
  const { code, stdout, stderr } = await run('check', tinyBert)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.replace(/loaded in.*ms a pair/, 'TIME')).toBe(`model         tiny-bert
architecture  bert, proven in the tests
weights       fp32
window        128 tokens
head          one logit
scores        sigmoid of the logit
licence       not named
graph         onnx/model.onnx: 198 kB, opset 20, 78 nodes
inputs        input_ids, attention_mask, token_type_ids
outputs       logits
timing        TIME of 128 tokens, on one thread
note          No licence is named in README.md or secondpass.json. Ask its makers before you use it.
              The folder brings no self-check pairs, so only whether scores are numbers was checked.
result        can be used
`)
  const { stdout: json } = await run('check', '--json', tinyBert)
  expect(JSON.parse(json)).toMatchObject({ model: { window: 128 }, proven: true, problems: [] })
})

test('check lists every problem, and ends with 1', async () => {
  const folder = join(fixture.folder, 'broken')
  cpSync(tinyExternal, folder, { recursive: true })
  rmSync(join(folder, 'onnx/model.onnx_data'))
  writeFileSync(join(folder, 'tokenizer.json'), '{')
  const { code, stdout } = await run('check', folder)
  expect(code).toBe(1)
  expect(stdout).toMatch(
    /^PROBLEM .*model\.onnx_data", which is missing or not a plain file\.\n .*tokenizer\.json that is not JSON/m,
  )
  expect(stdout).toMatch(/^result +cannot be used$/m)
  const nothing = await run('check', fixture.folder)
  expect(nothing).toMatchObject({ code: 1 })
  expect(nothing.stdout).toMatch(/tokenizer\.json[\s\S]*config\.json[\s\S]*no ONNX graph/)
})

test('check looks for a hub’s model in the cache, and says how it comes there', async () => {
  expect(await run('check', 'hf:org/tiny')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'secondpass: hf:org/tiny is not in the cache. Bring it there with: secondpass model pull hf:org/tiny\n',
  })
  const files = fixture.hub.repositories['org/tiny']?.files ?? {}
  files['README.md'] = { content: Buffer.from('---\nlicense: cc-by-nc-4.0\n---\n\u001b[31m') }
  await run('pull', 'hf:org/tiny')
  const { code, stdout } = await run('check', 'hf:org/tiny')
  expect(code).toBe(0)
  expect(stdout).toContain('model         hf:org/tiny (0123456789abcdef0123456789abcdef01234567)\n')
  expect(stdout).toContain('licence       cc-by-nc-4.0 (NO COMMERCIAL USE)\n')
})

test('check knows the licence of a well-known model whose files name none', async () => {
  fixture.hub.repositories['jinaai/jina-reranker-v2-base-multilingual'] = repositoryOf(tinyBert)
  const pulled = await run('pull', 'jina-reranker-v2-base-multilingual')
  expect(pulled.stderr).toContain('CC-BY-NC-4.0, does not allow commercial use.')
  const { stdout } = await run('check', 'jina-reranker-v2-base-multilingual')
  expect(stdout).toContain('licence       CC-BY-NC-4.0 (NO COMMERCIAL USE)\n')
  expect(stdout).not.toContain('No licence')
})

test('what a model’s files say cannot steer the terminal', async () => {
  const folder = join(fixture.folder, 'steers')
  cpSync(tinyBert, folder, { recursive: true })
  const config = readFileSync(join(folder, 'config.json'), 'utf8')
  writeFileSync(join(folder, 'config.json'), config.replace('"bert"', String.raw`"be\u001b[2Jrt"`))
  expect((await run('check', folder)).stdout).not.toContain('\u001b')
})
