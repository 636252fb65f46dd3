import { expect, it } from 'vitest'
import { readTraceId } from './read-trace-id.ts'

const id = '0af7651916cd43dd8448eb211c80319c'

it.each([
  [`00-${id}-b7ad6b7169203331-01`, id],
  [`cc-${id}-b7ad6b7169203331-01-what-the-future-will-be-like`, id],
  [`ff-${id}-b7ad6b7169203331-01`, undefined],
  [`00-${'0'.repeat(32)}-b7ad6b7169203331-01`, undefined],
  [`00-${id}-${'0'.repeat(16)}-01`, undefined],
  [`00-${id.toUpperCase()}-b7ad6b7169203331-01`, undefined],
  [`00-${id}-b7ad6b7169203331`, undefined],
  [`00-${id}-b7ad6b7169203331-01.extra`, undefined],
  ['', undefined],
  [undefined, undefined],
])('reads %s', (header, expected) => {
  expect(readTraceId(header)).toBe(expected)
})
