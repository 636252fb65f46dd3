import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cliPath, runCli, tinyModel } from './testing/run-cli.ts'

let folder: string
let input: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-test-'))
  input = join(folder, 'input.jsonl')
  output = join(folder, 'output.trec')
  const lines = Array.from({ length: 600 }, (_, query) =>
    JSON.stringify({
      query: `number ${query}`,
      documents: Array.from({ length: 20 }, (_, place) => `text ${query} ${'word '.repeat(place)}`),
    }),
  )
  writeFileSync(input, lines.join('\n'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const options = (): string[] => ['rerank', '--model', tinyModel, '--trec', '--output', output, input]

/** Starts a batch, and stops it once some of its queries are complete. */
async function interrupt(
  signal: NodeJS.Signals,
  extra: string[] = [],
): Promise<{ code: number | null; stderr: string }> {
  const before = existsSync(`${output}.progress`) ? readFileSync(`${output}.progress`, 'utf8') : undefined
  const child = spawn(process.execPath, [cliPath, ...options(), ...extra], { stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const closed = once(child, 'close')
  const changed = (): boolean =>
    existsSync(`${output}.progress`) && readFileSync(`${output}.progress`, 'utf8') !== before
  while (!changed()) await new Promise((resolve) => setTimeout(resolve, 5))
  child.kill(signal)
  const [code] = (await closed) as [number | null]
  return { code, stderr }
}

test('a batch goes on where it was stopped, by Ctrl-C or by force, and ends with the same output', async () => {
  expect(await interrupt('SIGINT')).toEqual({
    code: 130,
    stderr: `secondpass: Interrupted. ${output} keeps what is complete; go on with --resume.\n`,
  })
  expect((await interrupt('SIGKILL', ['--resume'])).code).toBeNull()
  const { completed } = JSON.parse(readFileSync(`${output}.progress`, 'utf8'))
  expect(completed).toBeLessThan(600)

  expect(await runCli(options())).toMatchObject({ code: 2, stderr: expect.stringContaining('is unfinished work') })
  const changed = await runCli([...options(), '--resume', '--depth', '5'])
  expect(changed).toMatchObject({ code: 2, stderr: expect.stringContaining('was begun with other options or inputs') })

  expect(await runCli([...options(), '--resume'])).toEqual({ code: 0, stdout: '', stderr: '' })
  const resumed = readFileSync(output, 'utf8')
  expect(existsSync(`${output}.progress`)).toBe(false)
  rmSync(output)
  expect((await runCli(options())).code).toBe(0)
  expect(resumed).toBe(readFileSync(output, 'utf8'))
})

test('a reader that closes the pipe ends the command without a word', async () => {
  const child = spawn(process.execPath, [cliPath, 'rerank', '--model', tinyModel, '--jsonl', input], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  await once(child.stdout, 'data')
  child.stdout.destroy()
  const [code] = (await once(child, 'close')) as [number | null]
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
