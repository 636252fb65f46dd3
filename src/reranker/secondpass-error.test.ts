import { describe, expect, it } from 'vitest'
import { SecondpassError } from './secondpass-error.ts'

describe('SecondpassError', () => {
  it('is an Error with a name, a code and, where there is one, a cause', () => {
    const cause = new Error('the root')
    const error = new SecondpassError({ code: 'unavailable', message: 'It is gone.', cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'SecondpassError', code: 'unavailable', message: 'It is gone.', cause })
    expect('cause' in new SecondpassError({ code: 'closed', message: 'Closed.' })).toBe(false)
  })

  it('is known by its mark, which another copy of the package sets too', () => {
    expect(SecondpassError.isInstance(new SecondpassError({ code: 'closed', message: 'Closed.' }))).toBe(true)
    const foreign = Object.assign(new Error('Closed.'), { [Symbol.for('secondpass.error')]: true })
    expect(SecondpassError.isInstance(foreign)).toBe(true)
  })

  it.each([
    ['another error', new TypeError('no')],
    ['an object that looks like one', { name: 'SecondpassError', code: 'closed', message: '' }],
    ['a marked object that is no error', { [Symbol.for('secondpass.error')]: true }],
    ['nothing', undefined],
    ['null', null],
    ['a string', 'SecondpassError'],
  ])('is not %s', (_, value) => {
    expect(SecondpassError.isInstance(value)).toBe(false)
  })

  it('does not show its mark among its fields', () => {
    const error = new SecondpassError({ code: 'closed', message: 'Closed.' })
    expect({ ...error }).toEqual({ name: 'SecondpassError', code: 'closed' })
    expect(Object.getOwnPropertySymbols({ ...error })).toEqual([])
  })
})
