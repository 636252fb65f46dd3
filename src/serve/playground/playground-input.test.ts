import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, serve } from '../index.ts'
import { launchBrowser } from './testing/launch-browser.ts'
import { openPlayground } from './testing/open-playground.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await serve({ port: 0, logLevel: 'silent', models: { tiny: { model: 'secondpass-en', maxTokens: 24 } } })
  browser = await launchBrowser()
  await server.ready
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const berlin = {
  query: 'how many people live in berlin',
  documents: ['Berlin is well known for its museums.', 'Berlin has 3.6 million registered inhabitants.'],
}

describe('candidates', () => {
  it('are loaded from a file, with their query', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    const chosen = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Load a file' }).click()
    await (await chosen).setFiles({
      name: 'candidates.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(berlin)),
    })
    await page.getByText('2 candidates, read as JSON').waitFor()
    expect(await page.locator('#query').inputValue()).toBe(berlin.query)
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').nth(1).waitFor()
    expect(await page.locator('.after .row').first().textContent()).toContain('3.6 million')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('are dropped as a file, and a file that is no text is refused', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    const drop = (content: string) =>
      page.evaluate(`(() => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([${content}], 'a.txt'))
        for (const type of ['dragover', 'drop'])
          document.querySelector('#candidates').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      })()`)
    await drop(JSON.stringify('one\ntwo\nthree'))
    await page.getByText('3 candidates, read as plain lines').waitFor()
    await drop('new Uint8Array([0xff, 0xfe, 0x00])')
    await page.getByText('It must be UTF-8').waitFor()
    expect(await page.locator('#candidates').inputValue()).toContain('three')
    await page.context().close()
  })

  it('are taken from a file that is dropped beside the field, where the browser would leave the page for it', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    const prevented = await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['one\\ntwo'], 'a.txt'))
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
      document.querySelector('#result').dispatchEvent(drop)
      return drop.defaultPrevented
    })()`)
    expect(prevented).toBe(true)
    await page.getByText('2 candidates, read as plain lines').waitFor()
    await page.context().close()
  })

  it('are read again when the browser comes back to the page', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    await page.locator('#candidates').fill(JSON.stringify({ query: 'from the text', documents: [{ title: 'one' }] }))
    await page.getByText('1 candidate, read as JSON').waitFor()
    await page.locator('#query').fill('my own')
    await page.locator('#fields').fill('title')
    await page.goto(`${server.url}/docs`)
    await page.goBack()
    await page.getByText('1 candidate, read as JSON').waitFor()
    expect(await page.locator('#query').inputValue()).toBe('my own')
    expect(await page.locator('#fields').inputValue()).toBe('title')
    await page.context().close()
  })

  it('say that they have no text, and keep their direction', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    await page.locator('#query').fill('a query')
    await page.locator('#candidates').fill(JSON.stringify(['  ', 'שלום (abc) עולם']))
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').nth(1).waitFor()
    expect(await page.locator('.after [data-index="0"] summary').textContent()).toBe('no text')
    const rightToLeft = await page
      .locator('.after [data-index="1"] bdi')
      .evaluate((element) => element.matches(':dir(rtl)'))
    expect(rightToLeft).toBe(true)
    await page.context().close()
  })

  it('are text, whatever they look like', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    await page.locator('#query').fill('<b>tags</b>')
    await page.locator('#candidates').fill('<img src=x onerror=alert(1)>\n<script>alert(2)</script>')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').nth(1).waitFor()
    expect(await page.locator('#outcome img, #outcome script').count()).toBe(0)
    expect(await page.locator('.after').textContent()).toContain('<img src=x onerror=alert(1)>')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('may be a thousand: a hundred are shown, and all when asked for', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    await page.locator('#query').fill('number seven hundred and seven')
    const lines = Array.from({ length: 1000 }, (_, index) => `This is the text with the number ${index}.`)
    await page.locator('#candidates').fill(lines.join('\n'))
    await page.getByText('1,000 candidates, read as plain lines').waitFor()
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByText('tiny scored 1,000 of 1,000 candidates').waitFor()
    expect(await page.locator('.after .row').count()).toBe(100)
    expect(await page.locator('.before .row').count()).toBe(100)
    await page.getByRole('button', { name: 'Show all 1,000' }).click()
    expect(await page.locator('.after .row').count()).toBe(1000)
    const indexes = await page
      .locator('.after .row')
      .evaluateAll((all) => all.map((row) => row.getAttribute('data-index')))
    expect(new Set(indexes).size).toBe(1000)
    // Lines are drawn where the reader looks.
    const last = page.locator(`.lines .all > [data-index="${indexes.at(-1)}"]`)
    expect(await last.count()).toBe(0)
    expect(await page.locator('.lines .all > g').count()).toBeGreaterThan(10)
    // The focus is on the first row that is new.
    expect(await page.evaluate('document.activeElement.closest(".row").querySelector(".place").textContent')).toBe(
      '101',
    )
    await page.locator('.after .row').last().scrollIntoViewIfNeeded()
    await last.waitFor({ state: 'attached' })
    await page.locator('#query').fill('the page still answers')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('can be given up while they are scored', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    const documents = Array.from({ length: 1500 }, (_, index) => `Text ${index}.`)
    const buffer = Buffer.from(JSON.stringify({ query: 'anything', documents }))
    await page.locator('#file').setInputFiles({ name: 'many.json', mimeType: 'application/json', buffer })
    await page.getByText('1,500 candidates, read as JSON').waitFor()
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped.').waitFor()
    expect(await page.getByRole('button', { name: 'Stop' }).isVisible()).toBe(false)
    // The focus does not go away with the button.
    expect(await page.evaluate('document.activeElement.id')).toBe('run')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Stop' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('Stopped.').waitFor()
    await page.context().close()
  })
})
