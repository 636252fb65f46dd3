import { expect, test } from 'vitest'
import { formatBytes } from './format-bytes.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [23_200_000, '23.2 MB'],
  [999_499_999, '999 MB'],
  [999_500_000, '1.00 GB'],
  [2_240_000_000, '2.24 GB'],
  [5e15, '5000 TB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
