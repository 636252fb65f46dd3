import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pythonEnvironment } from '../../../scripts/python-environment.ts'
import { readmeBlocks } from '../../../scripts/readme-blocks.ts'
import { type ClientServer, startClientServer } from './testing/client-server.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = join(root, '.tmp', 'clients')
const blocks = readmeBlocks(readFileSync(join(root, 'docs/clients.md'), 'utf8'))
const programs = blocks
  .filter(({ language }) => language === 'ts' || language === 'python')
  .map(({ language, content }) => ({ language, content, title: content.split('\n').find((line) => line !== '') }))

let server: ClientServer
let python: string
beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  ;[server, python] = await Promise.all([startClientServer({ apiKeys: [] }), pythonEnvironment('clients')])
}, 600_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

it('there is a block for each client', () => {
  expect(programs.length).toBeGreaterThanOrEqual(12)
})

it('programs compile under strict settings', async () => {
  writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["typed-*.mts"] }')
  for (const [place, { language, content }] of programs.entries()) {
    if (language === 'ts') writeFileSync(join(folder, `typed-${place}.mts`), underTestedNames(content))
  }
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', folder], { cwd: root })
}, 300_000)

it.each(programs)(
  '$title finds the better document',
  async ({ language, content }) => {
    const name = join(folder, `program-${programs.findIndex((program) => program.content === content)}`)
    const source = content.replaceAll('http://127.0.0.1:8787', server.url)
    const env = {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      HAYSTACK_TELEMETRY_ENABLED: 'False',
    }
    let stdout: string
    if (language === 'python') {
      writeFileSync(`${name}.py`, source)
      ;({ stdout } = await run(`${python}/python`, [`${name}.py`], { env }))
    } else {
      writeFileSync(`${name}.mts`, underTestedNames(source))
      ;({ stdout } = await run(process.execPath, ['--import', 'tsx', `${name}.mts`], { cwd: root, env }))
    }
    expect(stdout.trim()).toBe('1')
  },
  300_000,
)

/** Both versions of the AI SDK are here, under names of their own. */
function underTestedNames(program: string): string {
  return program.replace("'@ai-sdk/cohere'", "'ai-sdk-cohere-4'").replace("'ai'", "'ai7'")
}
