import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, serve } from '../index.ts'
import type { RerankAnswer } from './core/rerank-answer.ts'
import { launchBrowser } from './testing/launch-browser.ts'
import { openPlayground } from './testing/open-playground.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))
let server: RunningServer
let browser: Browser
let page: Page
/** Within the package, so that programs find it by its name. */
let folder: string
/** Indexes in the order that the page shows. */
let shown: number[]

beforeAll(async () => {
  await mkdir(join(root, '.tmp'), { recursive: true })
  folder = await mkdtemp(join(root, '.tmp', 'playground-'))
  server = await serve({ port: 0, logLevel: 'silent' })
  browser = await launchBrowser()
  await server.ready
  const opened = await openPlayground({ browser, url: server.url })
  page = opened.page
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Questions' }).click()
  await page.locator('#query').fill(`isn't there a "refund"? $HOME \`ls\` \\`)
  await page.locator('#top-k').fill('4')
  await page.getByRole('button', { name: 'Rerank' }).click()
  await page.locator('.after .row').nth(3).waitFor()
  shown = await page
    .locator('.after .row')
    .evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-index'))))
  await page.getByText('This request in code').click()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Copies the code of a language as a reader would. */
async function copy(language: string): Promise<string> {
  await page.getByRole('radio', { name: language }).check()
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.locator('#copied').getByText('Copied').waitFor()
  return (await page.evaluate('navigator.clipboard.readText()')) as string
}

/** Indexes that a program prints, in order. */
const printed = (output: string, pattern: RegExp): number[] =>
  [...output.matchAll(pattern)].map(([, index]) => Number(index))

describe('the code', () => {
  it('follows what is typed, and an example that is chosen', async () => {
    const opened = await openPlayground({ browser, url: server.url })
    await opened.page.getByText('This request in code').click()
    await opened.page.getByRole('button', { name: 'Facts' }).click()
    const code = (words: string) =>
      expect.poll(() => opened.page.locator('#code-text').inputValue(), { timeout: 10_000 }).toContain(words)
    await code('lighthouse')
    await opened.page.locator('#query').fill('words that are new')
    await code('words that are new')
    await opened.page.context().close()
  })
})

describe('what is copied', () => {
  it('is a curl command that answers what the page shows', async () => {
    const { stdout } = await run('bash', ['-c', await copy('curl')])
    expect((JSON.parse(stdout) as RerankAnswer).results.map(({ index }) => index)).toEqual(shown)
  })

  it('is a program with this package', async () => {
    const file = join(folder, 'program.mjs')
    await writeFile(file, await copy('TypeScript'))
    const { stdout } = await run(process.execPath, [file], { cwd: folder })
    expect(printed(stdout, /index: (\d+)/g)).toEqual(shown)
  })

  it('is a call of fetch', async () => {
    const file = join(folder, 'fetch.mjs')
    await writeFile(file, await copy('fetch (Jina)'))
    const { stdout } = await run(process.execPath, [file], { cwd: folder })
    expect(printed(stdout, /^(\d+) /gm)).toEqual(shown)
  })

  it('is Python that Python can read', async () => {
    const file = join(folder, 'program.py')
    await writeFile(file, await copy('Python (cohere)'))
    await run('python3', ['-c', 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())', file])
  })
})
