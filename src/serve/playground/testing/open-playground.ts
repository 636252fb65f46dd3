import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** The page, and what it should not have done. */
export interface OpenedPlayground {
  readonly page: Page
  /** Errors on the console, errors of scripts, and requests to other hosts. */
  readonly complaints: string[]
}

/** Opens the page in a profile of its own and waits until it knows the server's models, or says why it does not. */
export async function openPlayground({
  browser,
  url,
  options = {},
}: {
  browser: Browser
  url: string
  options?: BrowserContextOptions
}): Promise<OpenedPlayground> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const to = request.url()
    if (!to.startsWith(url) && !to.startsWith('data:')) complaints.push(`a request to ${to}`)
  })
  await page.goto(url)
  await page.locator('#model option, .failure').first().waitFor({ state: 'attached' })
  return { page, complaints }
}
