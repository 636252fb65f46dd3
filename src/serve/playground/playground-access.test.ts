import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, serve } from '../index.ts'
import { launchBrowser } from './testing/launch-browser.ts'
import { openPlayground } from './testing/open-playground.ts'
import { pageChecks } from './testing/page-checks.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await serve({
    port: 0,
    logLevel: 'silent',
    models: { 'secondpass-en': 'secondpass-en', short: { model: 'secondpass-en', maxTokens: 32 } },
  })
  browser = await launchBrowser()
  await server.ready
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Everything that the page can show at once: two models, notes, an open row, the code, an error. */
async function fill(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Facts' }).click()
  await page.locator('#second-model').selectOption('short')
  await page.getByRole('button', { name: 'Rerank' }).click()
  await page.locator('.agreement').waitFor()
  await page.locator('.after summary').first().click()
  await page.getByText('This request in code').click()
  await page.locator('#top-k').fill('0')
  await page.getByRole('button', { name: 'Rerank' }).click()
  await page.locator('#numbers-error').waitFor()
}

const colourOf = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor')

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it('can be read: contrasts, names, structure', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url, options: { colorScheme } })
    await fill(page)
    for (const check of ['contrast', 'shapes', 'structure', 'overflow'] as const) {
      expect(await page.evaluate(pageChecks[check]), check).toEqual([])
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe.each([360, 768])('%d pixels wide', (width) => {
  it('never scrolls sideways', async () => {
    const options = { viewport: { width, height: 740 }, hasTouch: true }
    const { page, complaints } = await openPlayground({ browser, url: server.url, options })
    expect(await page.evaluate(pageChecks.overflow)).toEqual([])
    await page.getByRole('button', { name: 'Code search' }).click()
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').nth(7).waitFor()
    expect(await page.locator('.after .row').first().textContent()).toMatch(/↑\d/)
    expect(await page.locator('.lines').isVisible()).toBe(width > 700)
    await fill(page)
    expect(await page.evaluate(pageChecks.overflow)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('the theme', () => {
  it('is the system’s until another is chosen, which is remembered', async () => {
    const { page } = await openPlayground({ browser, url: server.url, options: { colorScheme: 'light' } })
    const light = await colourOf(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await colourOf(page)
    expect(dark).not.toBe(light)
    await page.getByLabel('Theme').selectOption('light')
    expect(await colourOf(page)).toBe(light)
    await page.reload()
    expect(await page.getByLabel('Theme').inputValue()).toBe('light')
    expect(await colourOf(page)).toBe(light)
    await page.context().close()
  })

  it('moves nothing for those who do not want that', async () => {
    const { page } = await openPlayground({ browser, url: server.url, options: { reducedMotion: 'reduce' } })
    await fill(page)
    expect(await page.evaluate('getComputedStyle(document.querySelector(".row")).transitionDuration')).toBe('0s')
    await page.context().close()
  })
})

describe('two models', () => {
  it('show what the first answered where the second is not waited for', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    // The second is never asked: its request is held here.
    await page.route('**/secondpass/v1/rerank', async (route) => {
      if (!route.request().postData()?.includes('"short"')) await route.continue()
    })
    await page.getByRole('button', { name: 'Facts' }).click()
    await page.locator('#second-model').selectOption('short')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByText('short is at work').waitFor()
    await page.keyboard.press('Escape')
    await page
      .getByRole('status')
      .getByText(/scored 10 of 10 candidates in .+ Stopped\.$/)
      .waitFor()
    expect(await page.locator('.after .row').count()).toBe(10)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('texts that the reader wants larger', () => {
  it('are larger, and fit', async () => {
    const large = await launchBrowser({ more: ['--blink-settings=defaultFontSize=32'] })
    const { page } = await openPlayground({ browser: large, url: server.url })
    await fill(page)
    expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('30px')
    expect(await page.evaluate(pageChecks.overflow)).toEqual([])
    await large.close()
  })
})

describe('the keyboard', () => {
  it('reaches everything in order, visibly, and runs and reads a result', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    const reached: string[] = []
    for (let count = 0; count < 40; count++) {
      await page.keyboard.press('Tab')
      const { name, outline } = (await page.evaluate(`(() => {
        const at = document.activeElement
        return { name: at.id || at.textContent.trim(), outline: getComputedStyle(at).outlineStyle }
      })()`)) as { name: string; outline: string }
      reached.push(name)
      expect(outline, name).not.toBe('none')
      if (name === 'run') break
      if (name === 'Facts') await page.keyboard.press('Enter')
    }
    expect(reached).toEqual([
      'Skip to the result',
      'theme',
      'Facts',
      'Code search',
      'Questions and answers',
      'Other languages',
      'query',
      'load',
      'candidates',
      'model',
      'second-model',
      'depth',
      'top-k',
      'max-chunks',
      'run',
    ])
    await page.locator('#query').focus()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status').getByText('scored 10 of 10').waitFor()
    await page.locator('#run').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.after details[open] .text').waitFor()
    expect(await page.locator('.after .row').first().locator('details').getAttribute('open')).toBe('')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
