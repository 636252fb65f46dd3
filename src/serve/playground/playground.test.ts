import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, serve } from '../index.ts'
import { compareOrders } from './core/compare-orders.ts'
import { facts } from './core/examples/facts.ts'
import { questions } from './core/examples/questions.ts'
import { launchBrowser } from './testing/launch-browser.ts'
import { openPlayground } from './testing/open-playground.ts'
import { rerankOverHttp } from './testing/rerank-over-http.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await serve({
    port: 0,
    logLevel: 'silent',
    models: {
      'secondpass-en': 'secondpass-en',
      short: { model: 'secondpass-en', maxTokens: 32 },
    },
    aliases: { 'rerank-v3.5': 'secondpass-en' },
  })
  browser = await launchBrowser()
  await server.ready
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const order = (answer: { results: readonly { index: number }[] }) => answer.results.map(({ index }) => index)

describe('the playground', () => {
  it('shows what moved', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    await page.getByRole('button', { name: 'Facts' }).click()
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByText('secondpass-en scored 10 of 10 candidates').waitFor()

    const { results } = await rerankOverHttp(server.url, {
      query: facts.query,
      documents: facts.candidates,
      maxChunks: facts.maxChunks,
    })
    const rows = page.locator('.after .row')
    const shown = await rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-index'))))
    expect(shown).toEqual(results.map(({ index }) => index))
    for (const [place, { score, rank, previousRank }] of results.entries()) {
      const text = await rows.nth(place).textContent()
      const moved = previousRank - rank
      expect(text).toContain(moved === 0 ? '=' : moved > 0 ? `↑${moved}` : `↓${-moved}`)
      expect(text).toContain(score?.toFixed(4))
    }
    const up = results.filter(({ rank, previousRank }) => rank < previousRank).length
    expect(up).toBeGreaterThan(0)
    await page.locator('.lines .all > g').nth(9).waitFor({ state: 'attached' })
    expect(await page.locator('.lines .all > g.up').count()).toBe(up)
    expect(await page.locator('.before .row').count()).toBe(10)
    expect(await page.locator('.after .head').textContent()).toContain('sigmoid of the logit, not a probability')
    expect(await page.locator('.runs').textContent()).toMatch(/Round trip[\s\S]*Tokenize[\s\S]*none/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says that a model is being loaded only as long as it is', async () => {
    const page = await browser.newPage()
    let state = 'loading'
    await page.route('**/v1/models', (route) =>
      route.fulfill({ json: { data: [{ id: 'large', secondpass: { state } }] } }),
    )
    await page.goto(server.url)
    await page.locator('#model option').getByText('large (loading)').waitFor({ state: 'attached' })
    state = 'ready'
    await page
      .locator('#model option')
      .getByText(/^large$/)
      .waitFor({ state: 'attached' })
    await page.close()
  })

  it('offers models once, without their other names', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    expect(await page.locator('#model option').allInnerTexts()).toEqual(['secondpass-en', 'short'])
    await page.context().close()
  })

  it('brings out a row and its line under the pointer', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    await page.getByRole('button', { name: 'Questions' }).click()
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.after .row').first().hover()
    const index = await page.locator('.after .row').first().getAttribute('data-index')
    await page.locator(`.lines .top > g[data-index="${index}"]`).waitFor()
    await page.locator(`.before .row.lit[data-index="${index}"]`).waitFor()
    await page.context().close()
  })

  it('marks the best passage of a long text, and says what was cut', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    await page.getByRole('button', { name: 'Facts' }).click()
    await page.locator('#max-chunks').fill('8')
    await page.getByRole('button', { name: 'Rerank' }).click()
    const row = page.locator('.after .row[data-index="7"]')
    await row.locator('summary mark').waitFor()
    await row.locator('summary').click()
    const marked = await row.locator('.text mark').textContent()
    expect(marked).toContain('ring-shaped prisms gather nearly all the light')
    expect(marked).not.toContain('The station on the cape')
    expect(await row.locator('.text').textContent()).toContain('The station on the cape')

    await page.locator('#model').selectOption('short')
    await page.locator('#max-chunks').fill('')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByText(/short scored 10 of 10/).waitFor()
    await page.getByText(/candidates were longer than what the model reads, and cut/).waitFor()
    await row.getByText('cut', { exact: true }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('sends depth, topK and fields, and shows what was not scored and not returned', async () => {
    const { page } = await openPlayground({ browser, url: server.url })
    await page.getByRole('button', { name: 'Questions' }).click()
    expect(await page.locator('#fields').inputValue()).toBe('title, text')
    await page.locator('#depth').fill('4')
    await page.locator('#top-k').fill('6')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.getByText('secondpass-en scored 4 of 9 candidates').waitFor()
    expect(await page.locator('.after .row').count()).toBe(6)
    expect(await page.locator('.after').getByText('not scored', { exact: true }).count()).toBe(2)
    expect(await page.locator('.before').getByText('not returned').count()).toBe(3)
    await page.getByText('5 candidates were not scored').waitFor()
    await page.context().close()
  })

  it('compares two models on the same candidates', async () => {
    const { page, complaints } = await openPlayground({ browser, url: server.url })
    await page.getByRole('button', { name: 'Questions' }).click()
    await page.locator('#second-model').selectOption('short')
    await page.getByRole('button', { name: 'Rerank' }).click()
    await page.locator('.agreement').waitFor()

    const { query, candidates: documents, fields } = questions
    const [a, b] = await Promise.all(
      ['secondpass-en', 'short'].map(async (model) =>
        order(await rerankOverHttp(server.url, { model, query, documents, fields })),
      ),
    )
    const { tau, overlap } = compareOrders({ a: a ?? [], b: b ?? [], k: 5 })
    expect(a).not.toEqual(b)
    const told = await page.locator('.agreement').textContent()
    expect(told).toContain(tau?.toFixed(2).replace('-', '−'))
    expect(told).toContain(`${overlap} of 5`)
    expect(await page.locator('.runs tbody tr').count()).toBe(2)

    const orderOf = (column: string) =>
      page.locator(`${column} .row`).evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-index'))))
    expect(await orderOf('.before')).toEqual(a)
    expect(await orderOf('.after')).toEqual(b)
    await page.getByRole('radio', { name: 'Before → secondpass-en' }).check()
    expect(await orderOf('.before')).toEqual([...documents.keys()])
    expect(await orderOf('.after')).toEqual(a)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
