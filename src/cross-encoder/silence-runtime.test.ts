import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { silenceRuntime } from './silence-runtime.ts'

const script = `
  import { createReranker } from 'secondpass'
  await createReranker('secondpass-en', { workers: 1 }).rerank({ query: 'tides', documents: ['the moon', 'bread'] })`

it('leaves no trace of telemetry in the home of who runs it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'secondpass-home-'))
  const { ORT_DISABLE_TELEMETRY: _, XDG_CACHE_HOME: __, ...inherited } = process.env
  try {
    const parameters = ['--input-type=module', '--eval', script]
    await promisify(execFile)(process.execPath, parameters, { env: { ...inherited, HOME: home } })
    expect(readdirSync(home, { recursive: true })).toEqual([])
  } finally {
    rmSync(home, { recursive: true })
  }
})

it('leaves the choice to who has set the variable', () => {
  const environment = { ORT_DISABLE_TELEMETRY: '0' }
  silenceRuntime(environment)
  expect(environment).toEqual({ ORT_DISABLE_TELEMETRY: '0' })
})
