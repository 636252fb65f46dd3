import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitDocument } from './split-document.ts'

const word = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom(...'abcdefg'), minLength: 1, maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 200 }).map((times) => '🌊'.repeat(times)) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 200 }).map((times) => 'x'.repeat(times)) },
)
const space = fc.constantFrom(' ', '\n', '  ', '\t', '\u3000', ' \r\n ')
const text = fc.array(fc.tuple(word, space), { maxLength: 60 }).map((parts) => parts.flat().join(''))
const sizes = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.nat({ max: 19 }))
  .map(([maxTokens, overlap]) => ({ maxTokens, overlap: Math.min(overlap, maxTokens - 1) }))

/** One token a word or a part of one, whatever it is. */
function one(): number {
  return 1
}

/** As many tokens as a few letters make. */
function byLength(piece: string): number {
  return Math.ceil(piece.length / 5)
}

function windowsOf(content: string, options: Partial<Parameters<typeof splitDocument>[0]> = {}): string[] {
  const { windows } = splitDocument({
    text: content,
    count: one,
    maxTokens: 4,
    overlap: 1,
    maxWindows: 100,
    ...options,
  })
  return windows.map(({ start, end }) => content.slice(start, end))
}

describe('splitDocument', () => {
  it('cuts at white space, with an overlap', () => {
    expect(windowsOf('a b c d e f g h')).toEqual(['a b c d', 'd e f g', 'g h'])
    expect(windowsOf('a b c d e f g h', { overlap: 0 })).toEqual(['a b c d', 'e f g h'])
    expect(windowsOf('a b c d e f', { overlap: 2 })).toEqual(['a b c d', 'c d e f'])
  })

  it('leaves a short text in one piece, without the white space around it', () => {
    expect(windowsOf('  a\nb  ')).toEqual(['a\nb'])
  })

  it('makes no window of white space', () => {
    expect(windowsOf(' \n\t\u3000')).toEqual([])
  })

  it('cuts words that are very long', () => {
    const windows = windowsOf('x'.repeat(1000), { count: byLength, maxTokens: 20, overlap: 0 })
    expect(windows.length).toBeGreaterThan(5)
    expect(windows.join('')).toBe('x'.repeat(1000))
  })

  it('never cuts a character in two', () => {
    const windows = windowsOf('🌊'.repeat(100), { maxTokens: 2, overlap: 0 })
    expect(windows.length).toBeGreaterThan(1)
    for (const window of windows) expect(window.isWellFormed()).toBe(true)
  })

  it('stops at the most windows, and says so', () => {
    const short = splitDocument({ text: 'a b c d e', count: one, maxTokens: 2, overlap: 0, maxWindows: 2 })
    expect(short).toEqual({
      windows: [
        { start: 0, end: 3 },
        { start: 4, end: 7 },
      ],
      complete: false,
    })
    const enough = splitDocument({ text: 'a b c d', count: one, maxTokens: 2, overlap: 0, maxWindows: 2 })
    expect(enough).toMatchObject({ complete: true })
  })

  it('stops at the most tokens of all windows, those that they share counted once', () => {
    const all = splitDocument({ text: 'a b c d e f g', count: one, maxTokens: 3, overlap: 1, maxWindows: 9 })
    expect(all).toMatchObject({ complete: true })
    const text = 'a b c d e f g'
    const cut = splitDocument({ text, count: one, maxTokens: 3, overlap: 1, maxWindows: 9, maxTotalTokens: 4 })
    expect(cut.complete).toBe(false)
    expect(cut.windows.map(({ start, end }) => text.slice(start, end))).toEqual(['a b c', 'c d'])
    const enough = splitDocument({ text, count: one, maxTokens: 3, overlap: 1, maxWindows: 9, maxTotalTokens: 7 })
    expect(enough).toEqual(all)
  })

  it('has for any limit of all windows the beginning of what they are without', () => {
    fc.assert(
      fc.property(text, sizes, fc.nat({ max: 100 }), (content, { maxTokens, overlap }, more) => {
        const settings = { text: content, count: byLength, maxTokens, overlap, maxWindows: 1e6 }
        const all = splitDocument(settings)
        const { windows, complete } = splitDocument({ ...settings, maxTotalTokens: maxTokens + more })
        const end = windows.at(-1)?.end ?? 0
        expect(windows.slice(0, -1)).toEqual(all.windows.slice(0, Math.max(0, windows.length - 1)))
        expect(complete).toBe(end === (all.windows.at(-1)?.end ?? 0))
        expect(windows.length > 0).toBe(all.windows.length > 0)
      }),
    )
  })

  it('cuts words that have more tokens than a window', () => {
    const letters = (piece: string) => piece.length
    expect(windowsOf('ab abcdefghijkl c', { count: letters, overlap: 0 })).toEqual(['ab', 'abc', 'def', 'ghi', 'jkl c'])
    expect(windowsOf('강물은겨울에', { count: (piece) => 3 * piece.length, overlap: 0 })).toEqual([...'강물은겨울에'])
  })

  it('gives a character with more tokens than a window has a window of its own', () => {
    const count = (piece: string) => (piece.includes('🌊') ? 9 : 1)
    expect(windowsOf('a b 🌊 c d', { count })).toEqual(['a b', '🌊', 'c d'])
    expect(windowsOf('a b x🌊🌊 c', { count })).toEqual(['a b x', '🌊', '🌊', 'c'])
  })

  it('reads a word of a few million letters', () => {
    expect(windowsOf('🌊'.repeat(3e6), { maxWindows: 2 })).toHaveLength(2)
    expect(windowsOf('x'.repeat(3e6), { maxWindows: 2 })).toHaveLength(2)
  })

  it.each([
    ['one token a piece', one],
    ['tokens by length', byLength],
  ])('has for any text windows in order that cover all of it and fit: %s', (_, count) => {
    fc.assert(
      fc.property(text, sizes, (content, { maxTokens, overlap }) => {
        const { windows, complete } = splitDocument({ text: content, count, maxTokens, overlap, maxWindows: 1e6 })
        expect(complete).toBe(true)
        const covered = new Array<boolean>(content.length).fill(false)
        for (const [place, { start, end }] of windows.entries()) {
          expect(end).toBeGreaterThan(start)
          covered.fill(true, start, end)
          const before = windows[place - 1]
          if (before === undefined) continue
          expect(start).toBeGreaterThan(before.start)
          expect(end).toBeGreaterThan(before.end)
          // What lies between two windows is white space.
          expect(content.slice(before.end, start).trim()).toBe('')
        }
        for (const match of content.matchAll(/\S/gu)) {
          expect(covered.slice(match.index, match.index + match[0].length)).not.toContain(false)
        }
      }),
    )
  })

  it('keeps windows within their tokens when no piece alone is too large', () => {
    const short = fc
      .array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 10 }), { maxLength: 80 })
      .map((words) => words.join(' '))
    fc.assert(
      fc.property(short, fc.integer({ min: 2, max: 20 }), fc.nat({ max: 10 }), (content, maxTokens, wanted) => {
        const overlap = Math.min(wanted, maxTokens - 1)
        const { windows } = splitDocument({ text: content, count: byLength, maxTokens, overlap, maxWindows: 1e6 })
        const tokensOf = (piece: string) => piece.split(' ').reduce((sum, each) => sum + byLength(each), 0)
        for (const [place, { start, end }] of windows.entries()) {
          expect(tokensOf(content.slice(start, end))).toBeLessThanOrEqual(maxTokens)
          const before = windows[place - 1]
          if (before && start < before.end) {
            expect(tokensOf(content.slice(start, before.end))).toBeLessThanOrEqual(overlap)
          }
        }
      }),
    )
  })

  it('gives with fewer windows the first of them', () => {
    fc.assert(
      fc.property(text, sizes, fc.integer({ min: 1, max: 5 }), (content, size, maxWindows) => {
        const all = splitDocument({ text: content, count: one, ...size, maxWindows: 1e6 }).windows
        const some = splitDocument({ text: content, count: one, ...size, maxWindows })
        expect(some).toEqual({ windows: all.slice(0, maxWindows), complete: all.length <= maxWindows })
      }),
    )
  })
})
