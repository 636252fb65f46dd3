import { expect, it } from 'vitest'
import { warnIfOpen } from './warn-if-open.ts'

function warningsOf(host: string, keys: boolean): string[] {
  const warnings: string[] = []
  warnIfOpen({ host, keys, warn: (message) => warnings.push(message) })
  return warnings
}

it('warns of a server that others can reach without a key', () => {
  for (const host of ['0.0.0.0', '::', '10.0.0.1', 'rerank.example.com', '127.evil.com']) {
    expect(warningsOf(host, false)).toEqual([expect.stringContaining(host)])
    expect(warningsOf(host, true)).toEqual([])
  }
  for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) expect(warningsOf(host, false)).toEqual([])
})
