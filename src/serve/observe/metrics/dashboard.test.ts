import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ObservedApp, openObservedApp } from '../testing/open-observed-app.ts'
import { scriptedReranker } from '../testing/scripted-reranker.ts'

interface Panel {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly description?: string
  readonly datasource?: { readonly uid: string }
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[]
}
interface Dashboard {
  readonly schemaVersion: number
  readonly panels: readonly Panel[]
  readonly templating: { readonly list: readonly { name: string; type: string; definition?: string }[] }
}

function read(path: string): string {
  return readFileSync(new URL(`../../../../deploy/${path}`, import.meta.url), 'utf8')
}

const dashboard = JSON.parse(read('grafana/secondpass.json')) as Dashboard
const charts = dashboard.panels.filter(({ type }) => type !== 'row')
const expressions = charts.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const))
const rules = [...read('prometheus/rules.yaml').matchAll(/expr: (?:\|\n((?: {10}.*\n)+)|(.*)\n)/g)]
const alerts = rules.map(([, block, line]) => block ?? line ?? '')

let observed: ObservedApp
/** What a registry has: names of series, and the labels of each. */
let known: Map<string, Set<string>>

beforeAll(async () => {
  observed = await openObservedApp({ models: { mine: { model: scriptedReranker() } }, logLevel: 'silent' })
  await observed.rerank({ model: 'mine', query: 'q', documents: ['known a', 'long b'] })
  const text = await (await observed.app.request('/metrics')).text()
  const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [`${name}`],
  )
  known = new Map(names.map((name) => [name, new Set(['job', 'instance'])]))
  for (const [, name, labels] of text.matchAll(/^([a-z_]+)\{(.*)\} /gm)) {
    for (const [, label] of `${labels}`.matchAll(/(\w+)="/g)) known.get(`${name}`)?.add(`${label}`)
  }
  // Series that have not happened yet.
  known.get('rerank_degraded_total')?.add('model').add('reason')
  known.get('rerank_warnings_total')?.add('model').add('code')
})
afterAll(() => observed.close())

function findUnknown(expression: string): string[] {
  const metrics = [...expression.matchAll(/\b((?:rerank|nodejs|process)_[a-z0-9_]+)\b(?:\{([^}]*)\})?/g)]
  expect(metrics.length).toBeGreaterThan(0)
  const by = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels]) => `${labels}`.split(/, */))
  return metrics.flatMap(([, metric, matchers = '']) => {
    const labels = known.get(`${metric}`)
    if (labels === undefined) return [`${metric}`]
    const used = [...matchers.matchAll(/(\w+) *(?:=~|!~|!=|=)/g)].map(([, label]) => `${label}`)
    return [...used, ...by].filter((label) => !labels.has(label)).map((label) => `${metric}{${label}}`)
  })
}

describe('the dashboard', () => {
  it.each(expressions)('asks only for what there is: %s', (_, expression) => {
    expect(findUnknown(expression)).toEqual([])
  })

  it('can be imported into any Grafana', () => {
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39)
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource' })
    const sources = charts.flatMap(({ datasource, targets = [] }) => [
      datasource,
      ...targets.map((one) => one.datasource),
    ])
    for (const source of sources) expect(source?.uid).toMatch(/^\$\{datasource\}$/)
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
    for (const { title, description } of charts)
      expect([title, description]).toEqual([title, expect.stringMatching(/./)])
    const used = expressions.flatMap(([, expression]) =>
      [...expression.matchAll(/\$([a-z]+)/g)].map(([, name]) => name),
    )
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(expect.arrayContaining([...new Set(used)]))
  })

  it('has no panels over each other', () => {
    const places = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    )
    expect(new Set(places).size).toBe(places.length)
  })

  it('shows every metric of the server', () => {
    const text = expressions.map(([, expression]) => expression).join(' ')
    const own = [...known.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, ''))
    const missing = own.filter((name) => name.startsWith('rerank_') && !text.includes(name))
    expect([...new Set(missing)]).toEqual([])
  })
})

describe('the alerts', () => {
  it('are read by this test', () => expect(alerts).toHaveLength(6))

  it.each(alerts)('ask only for what there is: %s', (expression) => {
    expect(findUnknown(expression)).toEqual([])
  })
})

it('every metric is in the documents', () => {
  const documents = readFileSync(new URL('../../../../docs/observability.md', import.meta.url), 'utf8')
  const names = [...known.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, ''))
  for (const name of names.filter((each) => each.startsWith('rerank_'))) expect(documents).toContain(`| \`${name}\` `)
})
