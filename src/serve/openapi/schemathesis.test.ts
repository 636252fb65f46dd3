import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pythonEnvironment } from '../../../scripts/python-environment.ts'
import { type RunningServer, type ServeConfig, serve } from '../index.ts'

const run = promisify(execFile)
const key = 'a-key-of-the-tests'

/**
 * A deadline of a millisecond is rightly missed. Shapes do not say everything: an object may lack the fields that the request
 * names (400), a text may be too long to be read whole (422), a model of any name may be asked for (404).
 */
const settings = `
[parameters]
"header.X-Request-Timeout-Ms" = "60000"

[[operations]]
include-method = "POST"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "404", "422"]
`

let programs: string
let folder: string
beforeAll(async () => {
  programs = await pythonEnvironment('schemathesis')
  folder = mkdtempSync(join(tmpdir(), 'secondpass-schemathesis-'))
  writeFileSync(join(folder, 'schemathesis.toml'), settings)
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What schemathesis says of a server, after `seconds` of trying it. */
async function examine({ config, seconds }: { config: ServeConfig; seconds: number }): Promise<string> {
  const server: RunningServer = await serve({ port: 0, logLevel: 'silent', deadline: 60_000, ...config })
  try {
    await server.ready
    // One thread: with more, Hypothesis now and then calls its own generation inconsistent.
    const options = ['--checks', 'all', '--max-examples', '15', '--workers', '1', '--generation-database', 'none']
    const { stdout } = await run(
      join(programs, 'schemathesis'),
      [
        ...['run', `${server.url}/openapi.json`, ...options, '--max-time', String(seconds), '--no-color'],
        ...(config.apiKeys ? ['--header', `Authorization: Bearer ${key}`] : []),
      ],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
    )
    return stdout
  } catch (error) {
    const { stdout = '', message } = error as Error & { stdout?: string }
    throw new Error(stdout === '' ? message : stdout.slice(0, 20_000))
  } finally {
    await server.close()
  }
}

it('finds nothing in a server as it comes', async () => {
  const said = await examine({ config: { aliases: { 'rerank-v3.5': 'secondpass-en' } }, seconds: 60 })
  expect(said).toMatch(/\d{3,} generated, \d{3,} passed/)
}, 400_000)

it('finds nothing in a strict server with keys', async () => {
  const said = await examine({ config: { strict: true, apiKeys: [key] }, seconds: 25 })
  expect(said).toMatch(/\d{3,} generated, \d{3,} passed/)
}, 400_000)
