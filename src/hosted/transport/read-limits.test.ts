import { expect, test } from 'vitest'
import type { HostedOptions } from '../hosted-options.ts'
import { createTransport } from './create-transport.ts'
import { readLimits } from './read-limits.ts'

test('limits have defaults', () => {
  expect(readLimits({})).toEqual({
    timeout: 10_000,
    retries: 2,
    concurrency: 8,
    maxQueue: 256,
    maxResponseBytes: 33_554_432,
    hedge: false,
  })
})

test.each<Record<string, unknown>>([
  { timeout: 0 },
  { timeout: -1 },
  { timeout: Number.NaN },
  { timeout: Number.POSITIVE_INFINITY },
  { timeout: 2 ** 31 },
  { timeout: '100' },
  { deadline: 0 },
  { retries: -1 },
  { retries: 1.5 },
  { retries: 11 },
  { concurrency: 0 },
  { concurrency: 1.5 },
  { maxQueue: -1 },
  { maxQueue: Number.NaN },
  { maxResponseBytes: 0 },
  { hedge: 'yes' },
  { fetch: 'fetch' },
  { headers: { 'x-key': 'a\nb' } },
  { headers: { 'a b': 'c' } },
])('%o is refused', (options) => {
  const [name] = Object.keys(options)
  expect(() => createTransport(options as HostedOptions)).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      message: expect.stringMatching(name === 'headers' ? 'header' : `\`${name}\``),
    }),
  )
})

test.each<HostedOptions>([
  { timeout: 1, deadline: 1, retries: 0, concurrency: 1, maxQueue: 0, maxResponseBytes: 1, hedge: true },
  { timeout: 0.5e9, retries: 10, fetch: async () => new Response() },
])('%o is taken', (options) => {
  expect(readLimits(options)).toMatchObject({ retries: options.retries })
})
