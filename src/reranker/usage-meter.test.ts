import { describe, expect, it } from 'vitest'
import { UsageMeter } from './usage-meter.ts'

describe('UsageMeter', () => {
  it('starts at nothing', () => {
    const meter = new UsageMeter()
    expect(meter.usage({ duplicates: 0, truncated: 0 })).toEqual({ pairs: 0, tokens: 0, truncated: 0, duplicates: 0 })
    expect(meter.timings()).toMatchObject({ tokenize: 0, queue: 0, infer: 0 })
    expect(meter.warnings()).toEqual([])
  })

  it('adds up', () => {
    const meter = new UsageMeter()
    meter.add({ pairs: 1, tokens: 10, tokenize: 0.25, infer: 3 })
    meter.add({ tokenize: 0.5 })
    meter.add({ pairs: 2, tokens: 20, infer: 4 })
    expect(meter.usage({ duplicates: 5, truncated: 6 })).toEqual({ pairs: 3, tokens: 30, truncated: 6, duplicates: 5 })
    expect(meter.timings()).toMatchObject({ tokenize: 0.75, infer: 7 })
  })

  it('takes the time until the first pair was started, whichever is reported first', () => {
    const before = performance.now()
    const meter = new UsageMeter()
    const after = performance.now()
    meter.add({ startedAt: before + 500 })
    meter.add({ startedAt: before + 200 })
    meter.add({ startedAt: before + 300 })
    const { queue } = meter.timings()
    expect(queue).toBeLessThanOrEqual(200)
    expect(queue).toBeGreaterThanOrEqual(200 - (after - before))
  })

  it('takes no time for less than none, though clocks of threads differ a little', () => {
    const meter = new UsageMeter()
    meter.add({ startedAt: performance.now() - 1000 })
    expect(meter.timings().queue).toBe(0)
  })

  it('warns once of a cut query, however many pairs had it', () => {
    const meter = new UsageMeter()
    meter.add({ queryTruncated: true })
    meter.add({ queryTruncated: false })
    meter.add({ queryTruncated: true })
    expect(meter.warnings().map(({ code }) => code)).toEqual(['query_truncated'])
  })
})
