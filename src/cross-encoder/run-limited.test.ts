import { expect, test } from 'vitest'
import { runLimited } from './run-limited.ts'

test('what ends in time gives its value, or throws its error', () => {
  expect(runLimited({ work: () => 7, milliseconds: 1000 })).toBe(7)
  const work = () => {
    throw new TypeError('its own')
  }
  expect(() => runLimited({ work, milliseconds: 1000 })).toThrow(TypeError)
})

test.each([
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  ['a regular expression', () => /^(a+)+$/.test(`${'a'.repeat(60)}!`)],
])('%s without end is ended', (_, work) => {
  expect(() => runLimited({ work, milliseconds: 50 })).toThrow(
    expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }),
  )
})
