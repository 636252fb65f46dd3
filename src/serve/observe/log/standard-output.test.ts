import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../../../../dist/cli/main.js', import.meta.url))

let child: ChildProcessByStdio<null, Readable, null>
let lines: AsyncIterableIterator<string>
let url: string

async function readLine(): Promise<Record<string, unknown>> {
  const { value } = await lines.next()
  return JSON.parse(value) as Record<string, unknown>
}

beforeEach(async () => {
  child = spawn(process.execPath, [main, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const started = await readLine()
  expect(started).toMatchObject({ level: 'info', msg: 'listening', keys: false, models: ['secondpass-en'] })
  url = String(started['url'])
})
afterEach(async () => {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
})

async function ask(query: string): Promise<number> {
  const body = JSON.stringify({ model: 'secondpass-en', query, documents: ['The moon.', 'A tide table.'] })
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${url}/v2/rerank`, { method: 'POST', headers, body })).status
}

it('is JSON, a line each: the start, the models, the requests', async () => {
  expect(await readLine()).toMatchObject({ level: 'info', model: 'secondpass-en' })
  expect(await ask('what causes tides')).toBe(200)
  expect(await readLine()).toMatchObject({ level: 'info', msg: 'rerank', status: 200, documents: 2, scored: 2 })
})

it('may be closed: the server goes on', async () => {
  child.stdout.destroy()
  for (let time = 0; time < 5; time++) expect(await ask('what causes tides')).toBe(200)
  expect(child.exitCode).toBeNull()
})
