import { afterEach, describe, expect, it } from 'vitest'
import { type ObservedApp, openObservedApp } from './testing/open-observed-app.ts'
import { scriptedReranker } from './testing/scripted-reranker.ts'

let observed: ObservedApp
afterEach(() => observed.close())

/** Metrics of a `Server-Timing` header, in milliseconds. */
function readTimings(header: string | null): Record<string, number> {
  const entries = (header ?? '').split(', ').map((entry) => {
    const [, name, time] = /^([a-z]+);dur=(\d+\.\d)$/.exec(entry) ?? []
    return [name, Number(time)] as const
  })
  return Object.fromEntries(entries)
}

describe('headers of an answer', () => {
  it('tell what browsers show as its timing', async () => {
    let finish = (): void => {}
    const until = new Promise<void>((resolve) => {
      finish = resolve
    })
    observed = await openObservedApp({ models: { mine: { model: scriptedReranker({ until }) } } })
    const startedAt = performance.now()
    const asked = observed.rerank({ model: 'mine', query: 'q', documents: ['a', 'b'] })
    setTimeout(finish, 60)
    const { headers } = await asked
    const took = performance.now() - startedAt
    const timings = readTimings(headers.get('server-timing'))
    expect(Object.keys(timings)).toEqual(['parse', 'queue', 'tokenize', 'inference', 'postprocess', 'total'])
    expect(timings).toMatchObject({ tokenize: 2, inference: 4 })
    const { parse = 0, postprocess = 0, total = 0 } = timings
    expect(total).toBeGreaterThanOrEqual(55)
    expect(total).toBeLessThanOrEqual(took + 0.1)
    expect(parse + postprocess).toBeLessThanOrEqual(total)
  })

  it('are those of TEI', async () => {
    observed = await openObservedApp({ models: { mine: { model: 'secondpass-en' } } })
    const { headers } = await observed.rerank({ model: 'mine', query: 'tide', documents: ['moon', 'tides'] })
    const [line] = observed.lines()
    expect(headers.get('x-compute-type')).toBe('cpu')
    expect(headers.get('x-compute-characters')).toBe(String(2 * 4 + 4 + 5))
    expect(headers.get('x-compute-tokens')).toBe(String(line?.['tokens']))
    const names = ['x-compute-time', 'x-total-time', 'x-tokenization-time', 'x-queue-time', 'x-inference-time']
    for (const name of names) expect(headers.get(name)).toMatch(/^\d+$/)
  })

  it('are there too where a request failed', async () => {
    observed = await openObservedApp({ models: { mine: { model: scriptedReranker() } } })
    const { headers } = await observed.rerank({ model: 'mine', query: 'fail unavailable', documents: ['a'] })
    expect(readTimings(headers.get('server-timing'))).toMatchObject({ queue: 0, tokenize: 0, inference: 0 })
    expect(headers.get('x-compute-tokens')).toBe('0')
  })
})
