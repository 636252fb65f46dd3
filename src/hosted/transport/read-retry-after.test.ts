import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRetryAfter } from './read-retry-after.ts'

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const read = (headers: Record<string, string>, status = 429): number | undefined =>
  readRetryAfter({ headers: new Headers(headers), status, now })

describe('the wait that a service asks for', () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '12' }, 12_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': 'Fri, 02 Jan 2026 03:04:35 GMT' }, 30_000],
    [{ 'retry-after': 'Fri, 02 Jan 2026 03:00:00 GMT' }, 0],
    [{ 'retry-after': '2026-01-02T03:04:06Z' }, 1_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': 'NaN' }, undefined],
    [{ 'retry-after': 'Infinity' }, undefined],
    [{ 'retry-after': '1e9' }, undefined],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after-ms': 'x', 'retry-after': '9' }, 9_000],
    [{ 'x-ratelimit-reset': `${now / 1000 + 7}` }, 7_000],
    [{ 'x-ratelimit-reset': `${now + 7_000}` }, 7_000],
    [{ 'x-ratelimit-reset': '7' }, 7_000],
    [{ 'ratelimit-reset': '7' }, 7_000],
    [{ 'x-ratelimit-reset-after': '0.25' }, 250],
    [{ 'x-ratelimit-reset-requests': '1m30s', 'x-ratelimit-reset-tokens': '120ms' }, 90_000],
    [{ 'x-ratelimit-reset-requests': '1h0m0.5s', 'x-ratelimit-remaining-requests': '0' }, 3_600_500],
    [
      { 'x-ratelimit-reset-requests': '1h', 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-tokens': '2s' },
      2_000,
    ],
    [{ 'x-ratelimit-reset': '9', 'retry-after': '2' }, 2_000],
  ])('%j is %s ms', (headers, expected) => {
    const wait = read(headers)
    if (expected === undefined) expect(wait).toBeUndefined()
    else expect(wait).toBeCloseTo(expected, 0)
  })

  it('is not read from limits when the failure is another one', () => {
    expect(read({ 'x-ratelimit-reset': '7' }, 503)).toBeUndefined()
    expect(read({ 'retry-after': '7' }, 503)).toBe(7_000)
  })

  it('is finite and not negative, whatever the headers hold', () => {
    const value = fc.oneof(
      fc.stringMatching(/^[\x20-\x7e]*$/),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    )
    const name = fc.constantFrom('retry-after', 'retry-after-ms', 'x-ratelimit-reset', 'x-ratelimit-reset-tokens')
    fc.assert(
      fc.property(fc.dictionary(name, value), (headers) => {
        const wait = read(headers)
        expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true)
      }),
    )
  })

  it('is the same as seconds and as a date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (seconds) => {
        expect(read({ 'retry-after': `${seconds}` })).toBe(seconds * 1000)
        expect(read({ 'retry-after': new Date(now + seconds * 1000).toUTCString() })).toBe(seconds * 1000)
      }),
    )
  })
})
