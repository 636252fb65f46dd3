import { describe, expect, it } from 'vitest'
import { normalizeBert, splitBertWords } from './bert-text.ts'

const nothing = { clean_text: false, handle_chinese_chars: false, strip_accents: false, lowercase: false }
const asUncased = { clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true }

describe('text as BERT reads it', () => {
  it.each([
    ['small letters', 'River AND Sea', 'river and sea'],
    ['spaces for line breaks and tabs', 'a\tb\r\nc\u00a0d\u2028e', 'a b  c d e'],
    ['no accents', 'Crème Brûlée, naïve Ångström', 'creme brulee, naive angstrom'],
    ['no control characters', 'wa\u0000ter\u200b and\u00ad \ufeffsun\ufffd', 'water and sun'],
    ['no final sigma', 'ΟΔΟΣ ΣΑΣ', 'οδοσ σασ'],
    ['a final sigma that stood there', 'οδος', 'οδος'],
    ['an i for the Turkish one with a dot', 'İSTANBUL', 'istanbul'],
    ['sharp s as it is', 'Straße GROẞ', 'straße groß'],
    ['ideographs apart', '河水abc', ' 河  水 abc'],
    ['ideographs beyond the basic plane apart', 'wa𠮷ter', 'wa 𠮷 ter'],
    ['recent marks as letters', 'a\u08d3b', 'a\u08d3b'],
  ])('has %s', (_, text, expected) => {
    expect(normalizeBert(text, asUncased)).toBe(expected)
  })

  it.each([
    ['words', ' the old  town ', ['the', 'old', 'town']],
    ['signs one by one', "isn't... [x]", ['isn', "'", 't', '.', '.', '.', '[', 'x', ']']],
    ['signs of ASCII that Unicode calls symbols', 'a+b $5 ^~`', ['a', '+', 'b', '$', '5', '^', '~', '`']],
    ['other symbols with their word', '5€ x²≤y', ['5€', 'x²≤y']],
    ['recent signs with their word', 'a\u2e4fb', ['a\u2e4fb']],
    ['nothing', ' \t ', []],
  ])('falls into %s', (_, text, expected) => {
    expect(splitBertWords(text)).toEqual(expected)
  })

  it.each(['a', 'é', '🌊'])('is read though it is 3 million times %s', (character) => {
    const text = character.repeat(3_000_000)
    expect(() => splitBertWords(normalizeBert(text, asUncased))).not.toThrow()
  })
})

describe('settings', () => {
  it.each([
    [{}, 'Ça\t河Σ\u0000'],
    [{ clean_text: true }, 'Ça 河Σ'],
    [{ handle_chinese_chars: true }, 'Ça\t 河 Σ\u0000'],
    [{ strip_accents: true }, 'Ca\t河Σ\u0000'],
    [{ lowercase: true }, 'ça\t河σ\u0000'],
    [{ lowercase: true, strip_accents: null }, 'ca\t河σ\u0000'],
  ])('%o are respected', (settings, expected) => {
    expect(normalizeBert('Ça\t河Σ\u0000', { ...nothing, ...settings })).toBe(expected)
  })

  it.each([
    [{}, 'A\tb'],
    [{ clean_text: true }, 'A b'],
    [{ lowercase: true }, 'a\tb'],
  ])('%o are respected in plain text too', (settings, expected) => {
    expect(normalizeBert('A\tb', { ...nothing, ...settings })).toBe(expected)
  })
})
