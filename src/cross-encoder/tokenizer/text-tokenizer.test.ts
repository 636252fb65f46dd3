import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedModel, tinyBert } from '../testing/fixtures.ts'
import { TextTokenizer } from './text-tokenizer.ts'

// Pieces that meet a cut in different ways: long words, marks, surrogates, ideographs, special tokens, nothing at all.
const piece = fc.oneof(
  fc.constantFrom(
    'the ',
    'river',
    ' ',
    '\n',
    '. ',
    'ß',
    'É',
    'e\u0301',
    '\u0301',
    'Σ',
    '🌊',
    '👩\u200d🚀',
    '𠮷',
    '河水',
    '강물',
  ),
  fc.constantFrom(
    '[SEP]',
    '[CLS',
    '[UNK] ',
    'x[SEP]y',
    '##',
    '---',
    '-',
    'a',
    'ha',
    '<mask>',
    ' <|im_end|>',
    '1',
    '\r\n',
    '    ',
    '\u200b',
    '\u0000',
    '\ufffd',
    'น้ำใน',
    'नदी',
    'ماء',
  ),
  fc.integer({ min: 1, max: 130 }).map((times) => 'z'.repeat(times)),
  fc.integer({ min: 1, max: 130 }).map((times) => 'ab'.repeat(times)),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
)
const pieces = fc.array(fc.tuple(piece, fc.constantFrom(1, 1, 2, 40, 700)), { maxLength: 40 })
const text = pieces.map((list) => list.map(([one, times]) => one.repeat(times)).join(''))

const architectures = fileURLToPath(new URL('../../../fixtures/architectures', import.meta.url))
const folders = [tinyBert, embeddedModel, ...readdirSync(architectures).map((name) => join(architectures, name))]

describe.each(folders.map((folder) => [basename(folder), folder] as const))('the tokenizer of %s', (_, folder) => {
  let tokenizer: TextTokenizer
  beforeAll(async () => {
    tokenizer = await TextTokenizer.load(folder)
  })

  it('gives of any text the first tokens of all its tokens', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 60 }), (whole, limit) => {
        const all = tokenizer.encodePrefix(whole, Number.MAX_SAFE_INTEGER)
        expect(all.complete).toBe(true)
        expect(tokenizer.encodePrefix(whole, limit)).toEqual({
          ids: all.ids.slice(0, limit),
          complete: all.ids.length <= limit,
        })
        expect(tokenizer.count(whole)).toBe(all.ids.length)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a long text', () => {
  function makeTokenizer(split: (text: string) => string[]): { tokenizer: TextTokenizer; read: number[] } {
    const read: number[] = []
    const words = (text: string) => {
      read.push(text.length)
      return split(text).map((word) => ({ text: word }))
    }
    const reader = { words, model: { tokenize: () => [7] }, addedTokens: ['12345'] }
    return { tokenizer: new TextTokenizer({ reader, readTemplate: () => expect.fail('not needed') }), read }
  }

  it('is read once, and only as far as the wanted tokens need', () => {
    const { tokenizer, read } = makeTokenizer((text) => text.split(' '))
    expect(tokenizer.encodePrefix('word '.repeat(1e6), 100)).toEqual({ ids: new Array(100).fill(7), complete: false })
    expect(read).toHaveLength(1)
    expect(read[0]).toBeLessThan(3000)
  })

  it('is read further while it gives few tokens', () => {
    const { tokenizer, read } = makeTokenizer((text) => text.split(' '))
    const text = `${'x'.repeat(10_000)} ${'word '.repeat(1e5)}`
    expect(tokenizer.encodePrefix(text, 100).ids).toHaveLength(100)
    expect(read.length).toBeGreaterThan(1)
    expect(read.at(-1)).toBeLessThan(text.length)
  })

  it('is read whole if it comes to that', () => {
    const { tokenizer } = makeTokenizer((text) => [text])
    expect(tokenizer.encodePrefix('x'.repeat(1e6), 100)).toEqual({ ids: [7], complete: true })
  })
})

describe('a tokenizer’s files', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'secondpass-tokenizer-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function load(files: Record<string, string>): Promise<TextTokenizer> {
    rmSync(folder, { recursive: true, force: true })
    cpSync(tinyBert, folder, { recursive: true, filter: (path) => !path.includes('tokenizer') })
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    return await TextTokenizer.load(folder)
  }

  const good = readFileSync(join(tinyBert, 'tokenizer.json'), 'utf8')

  it('are one, if need be', async () => {
    const tokenizer = await load({ 'tokenizer.json': good })
    expect(tokenizer.count('the river')).toBeGreaterThan(0)
  })

  it.each([
    ['no tokenizer.json', {}],
    ['one that is no JSON', { 'tokenizer.json': '{' }],
    ['one that is no tokenizer', { 'tokenizer.json': '[]' }],
    [
      'one of a kind nobody knows',
      { 'tokenizer.json': JSON.stringify({ ...JSON.parse(good), model: { type: 'Syllables' } }) },
    ],
  ])('are refused with %s', async (_, files) => {
    const error = await load(files).then(
      () => expect.fail('it was accepted'),
      (reason) => reason,
    )
    expect(error).toMatchObject({ name: 'SecondpassError', code: 'invalid_model' })
    expect(error.message).toContain('tokenizer.json')
    expect(error.message).not.toContain(folder)
  })

  it('need not have a pair template, until it is asked for', async () => {
    const tokenizer = await load({ 'tokenizer.json': JSON.stringify({ ...JSON.parse(good), post_processor: null }) })
    expect(tokenizer.encode('the river')).toHaveLength(2)
    expect(() => tokenizer.template).toThrow(/no pair template/)
  })

  it('may have a tokenizer_config.json, which is not read', async () => {
    const tokenizer = await load({
      'tokenizer.json': good,
      'tokenizer_config.json': '{"do_lowercase_and_remove_accent":',
    })
    expect(tokenizer.count('the river')).toBe(2)
  })
})
