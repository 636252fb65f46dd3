import { describe, expect, it } from 'vitest'
import type { Document } from './document.ts'
import { readId, readRetrievalScore, readText } from './read-document.ts'
import type { RerankRequest } from './rerank-request.ts'

function textOf(document: unknown, options: Record<string, unknown> = {}): string {
  return readText({ query: 'q', documents: ['first', document], ...options } as RerankRequest, 1)
}

class Inherits {
  get text(): string {
    return 'from the class'
  }
}

describe('a document’s text', () => {
  it('is the string itself', () => {
    expect(textOf('words')).toBe('words')
  })

  it('is an object’s field "text"', () => {
    expect(textOf({ text: 'words', title: 'heading' })).toBe('words')
  })

  it('is the named fields in the order of the request, one a line', () => {
    expect(textOf({ text: 'words', title: 'heading' }, { fields: ['title', 'text'] })).toBe('heading\nwords')
    expect(textOf({ text: 'words', title: 'heading' }, { fields: ['title'] })).toBe('heading')
  })

  it('leaves out named fields that are absent, undefined or null, and keeps empty ones', () => {
    const fields = ['title', 'author', 'note', 'text']
    expect(textOf({ text: 'words', author: null, note: undefined }, { fields })).toBe('words')
    expect(textOf({ text: 'words', title: '' }, { fields })).toBe('\nwords')
  })

  it('is what textOf returns, for strings too', () => {
    expect(textOf('words', { textOf: (one: string, index: number) => `${index}: ${one}` })).toBe('1: words')
    expect(textOf({ deep: { down: 'words' } }, { textOf: (one: { deep: { down: string } }) => one.deep.down })).toBe(
      'words',
    )
  })

  it('ignores `fields` for strings', () => {
    expect(textOf('words', { fields: ['title'] })).toBe('words')
  })
})

describe('a document without a text is refused, by its place', () => {
  const cases: [string, unknown, Record<string, unknown>][] = [
    ['missing', undefined, {}],
    ['null', null, {}],
    ['a value of type number', 5, {}],
    ['a value of type boolean', true, {}],
    ['missing', {}, {}],
    ['null', { text: null }, {}],
    ['a value of type number', { text: 5 }, {}],
    ['an array', { text: ['secret'] }, {}],
    ['missing', ['secret'], {}],
    ['missing', { secret: 'secret' }, {}],
    ['a value of type number', { text: 'secret', title: 5 }, { fields: ['title', 'text'] }],
    ['none of the fields "title", "body"', { text: 'secret' }, { fields: ['title', 'body'] }],
    ['missing', { text: 'secret' }, { textOf: () => undefined }],
    ['null', { text: 'secret' }, { textOf: () => null }],
    ['a value of type object', { text: 'secret' }, { textOf: async () => 'secret' }],
    // What a document inherits is not its own.
    ['missing', new Inherits(), {}],
    ['missing', Object.create({ text: 'secret' }), {}],
    ['missing', JSON.parse('{"__proto__": {"text": "secret"}}'), {}],
    ['none of the fields "__proto__"', { text: 'secret' }, { fields: ['__proto__'] }],
    ['none of the fields "toString"', { text: 'secret' }, { fields: ['toString'] }],
  ]

  it.each(cases)('%s: %o with %o', (problem, document, options) => {
    const read = () => textOf(document, options)
    expect(read).toThrow(expect.objectContaining({ name: 'SecondpassError', code: 'invalid_request' }))
    expect(read).toThrow('documents[1]')
    expect(read).toThrow(problem)
    expect(read).not.toThrow('secret')
  })
})

describe('a document’s other fields', () => {
  it('are read where they are its own', () => {
    expect(readId({ id: 'a', _id: 'b' })).toBe('a')
    expect(readId({ _id: 'b' })).toBe('b')
    expect(readId({ id: 0 })).toBe('0')
    expect(readId({ id: '' })).toBe('')
    expect(readRetrievalScore({ score: 0 })).toBe(0)
    expect(readRetrievalScore({ score: -1.5 })).toBe(-1.5)
  })

  it.each<[string, Document]>([
    ['a string', 'text'],
    ['an object without them', { text: 'text' }],
    ['one that inherits them', Object.create({ id: 'a', score: 1 })],
    ['one with values of other kinds', { id: { a: 1 }, score: '0.5' }],
    ['one with numbers that are none', { id: null, score: Number.NaN }],
  ])('are left alone in %s', (_, document) => {
    expect(readId(document)).toBeUndefined()
    expect(readRetrievalScore(document)).toBeUndefined()
  })
})
