import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonError } from './find-json-error.ts'

describe('findJsonError', () => {
  it.each([
    ['["a","b",]', 9],
    ['["a",\n"b"\n"c"]', 10],
    ['{"a": 1 "b": 2}', 8],
    ['{"a": 1,}', 8],
    ['{a: 1}', 1],
    ['["a", oops]', 6],
    ['["a", 01]', 6],
    ['["a", truest]', 6],
    ['["a\tb"]', 3],
    ['["a\\x"]', 3],
    ['["a"] "b"', 6],
    ['{"a": [1}', 8],
    ['["a", "b', 8],
    ['["a"', 4],
  ])('finds in %j the place %i', (text, place) => {
    expect(findJsonError(text)).toBe(place)
  })

  it('finds nothing in JSON, and something in all else', () => {
    fc.assert(fc.property(fc.json(), (text) => findJsonError(text) === undefined))
    const nearly = fc.tuple(fc.json(), fc.nat(), fc.constantFrom(',', '"', ']', '}', ':', 'x', '1', ' ', '\\', '\n'))
    fc.assert(
      fc.property(nearly, ([json, place, more]) => {
        const at = place % (json.length + 1)
        const text = json.slice(0, at) + more + json.slice(at)
        return (findJsonError(text) === undefined) === isJson(text)
      }),
      { numRuns: 2000 },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
