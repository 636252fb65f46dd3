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

/** How many queries are complete. */
function completed(): number {
  return existsSync(`${output}.progress`) ? JSON.parse(readFileSync(`${output}.progress`, 'utf8')).completed : 0
}

/** Starts a batch, and stops it once some of its queries are complete. */
async function interrupt(
  signal: NodeJS.Signals,
  extra: string[] = [],
): Promise<{ code: number | null; stderr: string }> {
  const before = completed()
  const child = spawn(process.execPath, [cliPath, ...options(), ...extra], { stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const closed = once(child, 'close')
  while (completed() === before) await new Promise((resolve) => setTimeout(resolve, 5))
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
  expect(completed()).toBeLessThan(600)

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

test('a batch that is stopped before its first query is complete goes on too, and is not taken for complete', async () => {
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const child = spawn(process.execPath, [cliPath, ...slow()], { stdio: ['ignore', 'ignore', 'pipe'] })
    const closed = once(child, 'close')
    while (!existsSync(output)) await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill(signal)
    await closed
    expect(existsSync(output)).toBe(true)
    expect([existsSync(`${output}.progress`), completed()]).toEqual([true, 0])
  }
  // Nothing is complete, so other options do as well, and `--resume` is not asked for.
  expect(await runCli([...options(), '--depth', '1'])).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(readFileSync(output, 'utf8').split('\n')).toHaveLength(600 * 20 + 1)
})

/** The same, with a first query that takes its time. */
function slow(): string[] {
  const documents = Array.from({ length: 20_000 }, (_, place) => `text ${place}`)
  const first = join(folder, 'slow.jsonl')
  writeFileSync(first, JSON.stringify({ query: 'number', documents }))
  return [...options().slice(0, -1), first, input]
}

test('an older file stays as it was when the work cannot begin, and an unfinished one that was damaged is not gone on with', async () => {
  writeFileSync(output, 'older\n')
  expect((await runCli([...options(), '--model', 'nope'])).code).toBe(2)
  expect(readFileSync(output, 'utf8')).toBe('older\n')

  await interrupt('SIGINT')
  const progress = readFileSync(`${output}.progress`, 'utf8')
  writeFileSync(output, '')
  expect(await runCli([...options(), '--resume'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('has lost'),
  })
  expect(readFileSync(`${output}.progress`, 'utf8')).toBe(progress)
  writeFileSync(`${output}.progress`, progress.slice(0, 20))
  expect(await runCli([...options(), '--resume'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('damaged'),
  })
})

test('a place that cannot be written, and --resume without one, are refused in words', async () => {
  const none = join(folder, 'none', 'output.trec')
  const run = async (...extra: string[]) => await runCli(['rerank', '--model', tinyModel, '--trec', input, ...extra])
  expect(await run('--output', none)).toMatchObject({ code: 2, stderr: expect.stringContaining('no such folder') })
  expect(await run('--output', folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('it is a folder') })
  expect(existsSync(`${folder}.progress`)).toBe(false)
  expect(await run('--resume')).toMatchObject({ code: 2, stderr: expect.stringContaining('--output') })
})
