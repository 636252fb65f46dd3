import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failureText } from './failure-text.ts'

test.each([
  ['plain text', 'plain text'],
  [{ message: 'a', id: 'x' }, 'a'],
  [{ error: { message: 'a', type: 'b', code: 400 } }, 'a'],
  [{ error: 'a', error_type: 'Validation' }, 'a'],
  [{ detail: 'a' }, 'a'],
  [
    { detail: [{ type: 'missing', loc: ['body', 'texts'], msg: 'Field required', input: 'secret' }] },
    '[body.texts] Field required',
  ],
  [{ status: 400, error: { code: 'x', message: 'a' } }, 'a'],
  [null, ''],
  [undefined, ''],
  [7, ''],
  [[], ''],
])('%j says "%s"', (body, text) => {
  expect(failureText(body)).toBe(text)
})

test('anything is read, in little time', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => typeof failureText(value) === 'string'))
  let deep: unknown = 'end'
  for (let level = 0; level < 100_000; level++) deep = level % 2 ? { error: deep } : [deep]
  expect(failureText(deep)).toBe('')
})
