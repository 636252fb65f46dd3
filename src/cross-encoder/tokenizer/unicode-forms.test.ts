import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizeForm } from './unicode-forms.ts'

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const

describe.each(forms)('%s', (form) => {
  it('of long runs of marks is what the engine makes of them', () => {
    const marks =
      '\u0301\u0323\u0334\u0345\u0344\u0f73\u0f71\u0902\u0300\u3099\u0327\u09be\u20e3\uff9e\u{1d165}\u{1d16d}'
    const mark = fc.constantFrom(...marks)
    const run = fc.array(mark, { minLength: 20, maxLength: 80 }).map((list) => list.join(''))
    const letter = fc.constantFrom('', 'e', 'é', 'か', '\u0f40', '가', 'ﾊ', '🌊')
    const text = fc.array(fc.tuple(letter, run), { maxLength: 4 }).map((list) => list.flat().join(''))
    fc.assert(
      fc.property(text, (value) => {
        expect(normalizeForm(value, form)).toBe(value.normalize(form))
      }),
    )
  })

  it('of 400,000 marks in turns takes no minute', () => {
    const text = `e${'\u0301\u0323'.repeat(200_000)}`
    const ordered = `e${'\u0323'.repeat(200_000)}${'\u0301'.repeat(200_000)}`
    const started = process.cpuUsage()
    const result = normalizeForm(text, form)
    expect(process.cpuUsage(started).user).toBeLessThan(5e6)
    expect(result === ordered.normalize(form)).toBe(true)
  })
})

it('no character moves but those that are brought into order', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    if (/[\p{M}\p{Cs}\uff9e\uff9f]/u.test(character)) continue
    const [first = ''] = character.normalize('NFKD')
    const moves = [`${first}\u0334`, `\u0345${first}`].some((pair) => pair.normalize('NFD') !== pair)
    if (moves) expect.fail(code.toString(16))
  }
})
