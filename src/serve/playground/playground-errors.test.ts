import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, serve } from '../index.ts'
import { launchBrowser } from './testing/launch-browser.ts'
import { openPlayground } from './testing/open-playground.ts'

const key = 'a-key-that-nobody-could-guess'
let open: RunningServer
let locked: RunningServer
let browser: Browser

beforeAll(async () => {
  const limits = { documents: 3 }
  open = await serve({ port: 0, logLevel: 'silent', limits })
  locked = await serve({ port: 0, logLevel: 'silent', apiKeys: [key] })
  browser = await launchBrowser()
  await Promise.all([open.ready, locked.ready])
})
afterAll(async () => {
  await browser?.close()
  await open?.close()
  await locked?.close()
})

describe('the playground says', () => {
  it.each([
    ['query', '', 'a text', 'There is no query'],
    ['candidates', 'a query', '', 'There are no candidates'],
    ['candidates', 'a query', '["one",', 'This begins like JSON, but is none'],
    ['candidates', 'a query', '{"title": "no text"}\n{"title": "none"}', 'Candidate 1 has no text in “text”'],
  ])('at the field “%s” what is wrong with it', async (field, query, candidates, words) => {
    const { page, complaints } = await openPlayground({ browser, url: open.url })
    await page.locator('#query').fill(query)
    await page.locator('#candidates').fill(candidates)
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator(`#${field}-error`).getByText(words).waitFor()
    expect(await page.locator(`#${field}`).getAttribute('aria-invalid')).toBe('true')
    expect(await page.evaluate('document.activeElement.id')).toBe(field)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('that a number must be one', async () => {
    const { page } = await openPlayground({ browser, url: open.url })
    await page.locator('#query').fill('a query')
    await page.locator('#candidates').fill('a text')
    await page.locator('#depth').fill('1.5')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByText('Depth must be a whole number of 0 or more').waitFor()
    await page.locator('#depth').fill('1')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').waitFor()
    expect(await page.locator('#numbers-error').isVisible()).toBe(false)
    await page.context().close()
  })

  it('what the server refuses, where it helps, and takes it back when it is right', async () => {
    const { page } = await openPlayground({ browser, url: open.url })
    await page.locator('#query').fill('a query')
    await page.locator('#candidates').fill('one\ntwo\nthree\nfour')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByRole('alert').getByText('Too much for one request').waitFor()
    await page.locator('#candidates-error').getByText('maximum allowed batch size 3').waitFor()
    expect(await page.getByRole('alert').textContent()).toMatch(/Request \S+/)
    await page.locator('#candidates').fill('one\ntwo\nthree')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').nth(2).waitFor()
    expect(await page.getByRole('alert').textContent()).toBe('')
    await page.context().close()
  })

  it('that the server is gone', async () => {
    const server = await serve({ port: 0, logLevel: 'silent' })
    const { page } = await openPlayground({ browser, url: server.url })
    await server.close()
    await page.locator('#query').fill('a query')
    await page.locator('#candidates').fill('one\ntwo')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByRole('alert').getByText('The server does not answer').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain(new URL(server.url).host)
    expect(await page.getByRole('button', { name: 'Rerank' }).getAttribute('aria-disabled')).toBe('false')
    await page.context().close()
  })
})

describe('a key', () => {
  it('that is missing is still said to be when the request is run', async () => {
    const { page } = await openPlayground({ browser, url: locked.url })
    await page.locator('#query').fill('a query')
    await page.locator('#candidates').fill('one')
    const refused = page.waitForResponse((response) => response.status() === 401)
    await page.getByRole('button', { name: 'Rerank' }).click()
    await refused
    await page.waitForTimeout(300) // Long enough for the page to take it back again.
    expect(await page.getByRole('alert').textContent()).toContain('An API key is needed')
    await page.context().close()
  })

  it('with signs that no header can carry is refused at its field', async () => {
    const { page, complaints } = await openPlayground({ browser, url: locked.url })
    complaints.length = 0
    await page.getByLabel('API key').fill('a-key-that-was-cut…')
    await page.keyboard.press('Tab')
    await page.locator('#key-error').getByText('no other signs than ASCII').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('is asked for when the server does, kept in the tab, and in no code', async () => {
    const { page } = await openPlayground({ browser, url: locked.url })
    const field = page.getByLabel('API key')
    await field.waitFor()
    await field.fill('a-key-that-is-wrong-and-long')
    await field.press('Tab')
    await page.getByRole('alert').getByText('This server does not know the key').waitFor()
    await field.fill(key)
    await field.press('Tab')
    await page.locator('#model option').first().waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Facts' }).click()
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').nth(9).waitFor()

    await page.getByText('This request in code').click()
    for (const language of ['curl', 'TypeScript', 'Python (cohere)', 'fetch (Jina)']) {
      await page.getByRole('radio', { name: language }).check()
      const code = await page.locator('#code-text').inputValue()
      expect(code).toContain('SECONDPASS_API_KEY')
      expect(code).not.toContain(key)
    }
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(key)
    await page.reload()
    await page.locator('#model option').first().waitFor({ state: 'attached' })
    await page.context().close()
  })
})
