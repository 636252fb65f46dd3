/** Takes the pictures of docs/playground.md. Usage: npm run build && npx tsx scripts/screenshot-playground.ts */
import { mkdir, writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { serve } from '../src/serve/index.ts'
import { launchBrowser } from '../src/serve/playground/testing/launch-browser.ts'
import { openPlayground } from '../src/serve/playground/testing/open-playground.ts'
import { encodePalettePng } from './encode-palette-png.ts'
import { readPixels } from './read-pixels.ts'

const folder = 'docs/images'
/** Documents show pictures small; more bytes would only make the package heavier. */
const mostBytes = 150_000

interface Picture {
  readonly name: string
  readonly width: number
  /** Of the screen; the picture shows the whole page where it is longer. */
  readonly height: number
  readonly onlyScreen?: boolean
  readonly colorScheme: 'light' | 'dark'
  readonly fill: (page: Page) => Promise<void>
}

async function run(page: Page, example: string): Promise<void> {
  await page.getByRole('button', { name: example }).click()
  await page.getByRole('button', { name: 'Rerank' }).click()
  await page
    .getByRole('status')
    .getByText(/scored/)
    .waitFor()
}

const pictures: readonly Picture[] = [
  { name: 'light', width: 1280, height: 900, colorScheme: 'light', fill: (page) => run(page, 'Facts') },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark', fill: (page) => run(page, 'Code search') },
  {
    name: 'phone',
    width: 390,
    height: 844,
    onlyScreen: true,
    colorScheme: 'light',
    fill: async (page) => {
      await run(page, 'Facts')
      await page.locator('.status').evaluate((status) => status.scrollIntoView({ block: 'start' }))
    },
  },
  {
    name: 'compare',
    width: 1280,
    height: 900,
    colorScheme: 'light',
    fill: async (page) => {
      await page.locator('#second-model').selectOption('first-words-only')
      await run(page, 'Questions and answers')
    },
  },
]

await mkdir(folder, { recursive: true })
const models = { 'secondpass-en': 'secondpass-en', 'first-words-only': { model: 'secondpass-en', maxTokens: 36 } }
const server = await serve({ port: 0, logLevel: 'silent', models })
const browser = await launchBrowser()
await server.ready
for (const { name, width, height, onlyScreen = false, colorScheme, fill } of pictures) {
  const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' as const, hasTouch: width < 500 }
  const { page } = await openPlayground({ browser, url: server.url, options })
  await fill(page) // The first request of a page is the slowest; the second is what a reader would see.
  await fill(page)
  await page.mouse.move(0, 0)
  const path = `${folder}/playground-${name}.png`
  const picture = encodePalettePng(await readPixels({ browser, png: await page.screenshot({ fullPage: !onlyScreen }) }))
  if (picture.length > mostBytes) throw new Error(`${path} has ${picture.length} bytes, more than ${mostBytes}.`)
  await writeFile(path, picture)
  process.stdout.write(`${path}: ${picture.length} bytes\n`)
  await page.context().close()
}
await browser.close()
await server.close()
