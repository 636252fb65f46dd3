import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSnippet, splitPassage } from './make-snippet.ts'

describe('makeSnippet', () => {
  it('shows a short text as it is, without its line breaks', () => {
    expect(makeSnippet({ text: 'one\n  two', length: 20 })).toEqual({ before: 'one two', marked: '', after: '' })
  })

  it('shows nothing of a text that is only blanks', () => {
    expect(makeSnippet({ text: ' \n ', length: 20 }).before).toBe('')
  })

  it('cuts at a space, and says so', () => {
    expect(makeSnippet({ text: 'one two three four', length: 10 }).before).toBe('one two…')
    expect(makeSnippet({ text: 'onetwothreefour', length: 10 }).before).toBe('onetwothre…')
  })

  it('never cuts a character in two', () => {
    expect(makeSnippet({ text: `abc${'😀'.repeat(9)}`, length: 4 }).before).toBe('abc…')
  })

  it('begins with the passage', () => {
    const text = 'It began long ago. The answer is here. And it went on.'
    expect(makeSnippet({ text, passage: { start: 19, end: 38 }, length: 30 })).toEqual({
      before: '… ',
      marked: 'The answer is here.',
      after: ' And it went…',
    })
  })

  it('marks nothing where the passage is the whole text', () => {
    expect(makeSnippet({ text: 'all of it', passage: { start: 0, end: 9 }, length: 30 }).marked).toBe('')
  })
})

describe('splitPassage', () => {
  it('loses nothing, wherever the passage lies', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.integer(), (text, start, end) => {
        const { before, marked, after } = splitPassage({ text, passage: { start, end } })
        expect(before + marked + after).toBe(text)
      }),
    )
  })
})
