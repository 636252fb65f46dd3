import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SecondpassError } from '../../../reranker/index.ts'
import { describeError } from './describe-error.ts'

it("tells a system's error in its own words", async () => {
  const error = await readFile('/no such folder/file').catch((cause: unknown) => cause)
  expect(describeError(error)).toEqual([
    expect.objectContaining({ code: 'ENOENT', message: expect.stringContaining('no such file') }),
  ])
})

it('tells what a service answered', () => {
  const service = { service: 'cohere', status: 500, retryable: true, attempts: 3 }
  const error = new SecondpassError({
    code: 'unavailable',
    message: 'Cohere failed.',
    service,
    cause: new TypeError('x'),
  })
  expect(describeError(error)).toEqual([
    expect.objectContaining({ name: 'SecondpassError', code: 'unavailable', message: 'Cohere failed.', service }),
    expect.objectContaining({ name: 'TypeError' }),
  ])
})

it('ends with causes that go in a circle', () => {
  const error = new Error('a')
  error.cause = error
  expect(describeError(error)).toHaveLength(5)
})

it('is nothing for what is no error', () => {
  expect(describeError('a text')).toEqual([])
})

it('repeats no word of a foreign error, wherever it holds them', () => {
  const word = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).map((text) => `§${text}§`)
  fc.assert(
    fc.property(word, fc.constantFrom('', '\n', '\n    at ', 'x'), (text, before) => {
      const message = `${before}${text}`
      const inner = new Error(message)
      const named = Object.assign(new Error(message, { cause: inner }), { name: text, code: text })
      const changed = new Error(message)
      changed.message = 'another one'
      for (const error of [named, changed]) expect(JSON.stringify(describeError(error))).not.toContain('§')
    }),
  )
})
