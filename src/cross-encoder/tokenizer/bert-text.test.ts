import { createHash } from 'node:crypto'
import { Tokenizer } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { readAsReference } from './bert-text.ts'

interface Readers {
  normalizer: (text: string) => string
  pre_tokenizer: (text: string) => string[]
}

const nothing = { clean_text: false, handle_chinese_chars: false, strip_accents: false, lowercase: false }

/** The library's tokenizer with our reading of text. */
function makeReaders(settings: Record<string, unknown>, rest: Record<string, unknown> = {}): Readers {
  const json = {
    normalizer: { type: 'BertNormalizer', ...nothing, ...settings },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: { type: 'WordPiece', unk_token: '[UNK]', vocab: { '[UNK]': 0 } },
    post_processor: null,
    decoder: null,
    added_tokens: [],
    ...rest,
  }
  const tokenizer = new Tokenizer(json, {})
  readAsReference(tokenizer, json)
  return tokenizer as unknown as Readers
}

const asUncased = { clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true }

describe('text as BERT reads it', () => {
  const { normalizer, pre_tokenizer } = makeReaders(asUncased)

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
    expect(normalizer(text)).toBe(expected)
  })

  it.each([
    ['words', ' the old  town ', ['the', 'old', 'town']],
    ['signs one by one', "isn't... [x]", ['isn', "'", 't', '.', '.', '.', '[', 'x', ']']],
    ['signs of ASCII that Unicode calls symbols', 'a+b $5 ^~`', ['a', '+', 'b', '$', '5', '^', '~', '`']],
    ['other symbols with their word', '5€ x²≤y', ['5€', 'x²≤y']],
    ['recent signs with their word', 'a\u2e4fb', ['a\u2e4fb']],
    ['nothing', ' \t ', []],
  ])('falls into %s', (_, text, expected) => {
    expect(pre_tokenizer(text)).toEqual(expected)
  })

  it.each(['a', 'é', '🌊'])('is read though it is 3 million times %s', (character) => {
    const text = character.repeat(3_000_000)
    expect(() => pre_tokenizer(normalizer(text))).not.toThrow()
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
    expect(makeReaders(settings).normalizer('Ça\t河Σ\u0000')).toBe(expected)
  })

  it.each([
    [{}, 'A\tb'],
    [{ clean_text: true }, 'A b'],
    [{ lowercase: true }, 'a\tb'],
  ])('%o are respected in plain text too', (settings, expected) => {
    expect(makeReaders(settings).normalizer('A\tb')).toBe(expected)
  })

  it('of other kinds are left to the library', () => {
    const readers = makeReaders({}, { normalizer: { type: 'Lowercase' }, pre_tokenizer: { type: 'WhitespaceSplit' } })
    expect(readers.normalizer('ΟΔΟΣ')).toBe('οδος')
    expect(readers.pre_tokenizer("isn't it")).toEqual(["isn't", 'it'])
    expect(makeReaders({}, { normalizer: null, pre_tokenizer: null })).toMatchObject({
      normalizer: null,
      pre_tokenizer: null,
    })
  })
})

describe('every code point', () => {
  // Characters that come with a later Unicode are not in the digest's record.
  const unicode = Number.parseInt(process.versions['unicode'] ?? '0', 10)

  it.skipIf(unicode > 17)('is of the kind that it is of in tokenizers 0.23.3', () => {
    const clean = makeReaders({ clean_text: true })
    const chinese = makeReaders({ handle_chinese_chars: true })
    const strip = makeReaders({ strip_accents: true })
    const kinds: string[] = []
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const character = String.fromCodePoint(code)
      const cleaned = clean.normalizer(character)
      const pieces = strip.pre_tokenizer(`a${character}b`).length
      // Removed, a space or itself; ideograph or not; mark or not; part of a word, sign or space.
      kinds.push(
        cleaned === '' ? 'x' : cleaned === character ? '-' : 's',
        chinese.normalizer(character) === character ? '-' : 'i',
        strip.normalizer(character) === '' ? 'm' : '-',
        pieces === 1 ? 'w' : pieces === 3 ? 'p' : 's',
      )
    }
    const digest = createHash('sha256').update(kinds.join(''))
    expect(digest.digest('hex')).toBe('335201eec73db0e2f0108d2beb4467e0211e7bf554cb0644c01910d27c42e017')
  })
})
