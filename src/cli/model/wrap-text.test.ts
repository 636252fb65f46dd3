import { expect, test } from 'vitest'
import { wrapText } from './wrap-text.ts'

test('cuts at spaces, and never within a word', () => {
  const long = 'x'.repeat(30)
  expect(wrapText({ text: `one two three four five six ${long} seven`, width: 20 })).toEqual([
    'one two three four',
    'five six',
    long,
    'seven',
  ])
  expect(wrapText({ text: 'one two', width: undefined })).toEqual(['one two'])
  expect(wrapText({ text: 'one two three four', width: 5 })).toEqual(['one two three four'])
})
