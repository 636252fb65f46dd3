import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyBert } from '../testing/fixtures.ts'
import { TextTokenizer } from './text-tokenizer.ts'

const good = JSON.parse(readFileSync(join(tinyBert, 'tokenizer.json'), 'utf8'))
const split = (pattern: unknown) => ({ type: 'Split', pattern, behavior: 'Isolated', invert: false })
const regex = (pattern: string) => ({ pre_tokenizer: split({ Regex: pattern }) })
const model = (settings: unknown) => ({ model: settings, added_tokens: [] })
const wordPiece = { ...good.model, vocab: { '[UNK]': 0, a: 1 } }
const bpe = { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: [['a', 'b']] }
const unigram = { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0]] }
const first = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first', split: true }
const added = {
  id: 0,
  content: '[PAD]',
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-refused-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function refusal(changes: Record<string, unknown>): Promise<string> {
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify({ ...good, ...changes }))
  const error = await TextTokenizer.load(folder).then(
    () => expect.fail('it was accepted'),
    (reason) => reason,
  )
  expect(error).toMatchObject({ name: 'SecondpassError', code: 'invalid_model' })
  return error.message
}

describe('a tokenizer is refused by name', () => {
  it.each<[string, Record<string, unknown>]>([
    ['the normalizer Nmt', { normalizer: { type: 'Nmt' } }],
    ['the normalizer ByteLevel', { normalizer: { type: 'Sequence', normalizers: [{ type: 'ByteLevel' }] } }],
    ['the pre-tokenizer UnicodeScripts', { pre_tokenizer: { type: 'UnicodeScripts' } }],
    ['the pre-tokenizer CharDelimiterSplit', { pre_tokenizer: { type: 'CharDelimiterSplit', delimiter: ' ' } }],
    [
      'the pre-tokenizer FixedLength',
      { pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'FixedLength' }] } },
    ],
    ['the model WordLevel', model({ type: 'WordLevel', vocab: { a: 0 }, unk_token: 'a' })],
    ['BPE has settings that are not read at "dropout"', model({ ...bpe, dropout: 0.1 })],
    ['Lowercase has settings that are not read', { normalizer: { type: 'Lowercase', locale: 'tr' } }],
    ['at "add_prefix_space"', { pre_tokenizer: { type: 'Metaspace', replacement: '▁', add_prefix_space: false } }],
    ['the prepend_scheme "first"', { pre_tokenizer: first }],
    [
      'the prepend_scheme "first"',
      { normalizer: null, pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, first] } },
    ],
    ['at "max_input_chars_per_word"', model({ ...wordPiece, max_input_chars_per_word: 1e6 })],
    ['unk_token [NIL] is not in its vocabulary', model({ ...wordPiece, unk_token: '[NIL]' })],
    ['unk_id is no token', model({ ...unigram, unk_id: 7 })],
    ['merges "a c"', model({ ...bpe, merges: ['a c'] })],
    ['merges are not as expected', model({ ...bpe, merges: ['a b c'] })],
    ['merges are not as expected', model({ ...bpe, merges: 7 })],
    ['vocabulary is not as expected', model({ ...bpe, vocab: { a: -1 } })],
    ['vocabulary is not as expected', model({ ...unigram, vocab: [['a']] })],
    ['vocabulary is not as expected', model({ ...wordPiece, vocab: 'a' })],
    ['a character map', { normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }],
    ['has another id than it says', { added_tokens: [{ ...added, id: 5 }] }],
    ['is there twice', { added_tokens: [added, added] }],
    ['added token [PAD] has settings', { added_tokens: [{ ...added, sticky: true }] }],
    ['added_tokens are no list', { added_tokens: {} }],
    ['20001 added tokens', { added_tokens: new Array(20_001).fill(added) }],
    [
      'the added token [PAD], whose name is empty',
      {
        normalizer: { type: 'Replace', pattern: { Regex: '.' }, content: '' },
        added_tokens: [{ ...added, normalized: true }],
      },
    ],
    ['whose model', { model: null }],
    ['whose normalizer', { normalizer: 'NFC' }],
    ['whose pre-tokenizer', { pre_tokenizer: [] }],
  ])('%s', async (expected, changes) => {
    expect(await refusal(changes)).toContain(expected)
  })

  it.each([
    ['\\p{Han}', '\\p{Han}'],
    ['\\b', '\\bword'],
    ['$', 'a$'],
    ['^', '^a'],
    ['a POSIX class', '[[:alpha:]]'],
    ['an intersection of classes', '[a-z&&[aeiou]]'],
    ['a negated class inside another', '[a[^b]]'],
    ['a range of classes', '[a-\\d]'],
    ['a group of another kind', '(?>a)'],
    ['a group of another kind', '(?<name>a)'],
    ['"ss" in any case', '(?i:ss)'],
    ['a class in any case', '(?i:[a])'],
    ['é in any case', '(?i:é)'],
    ['a look behind of several lengths', '(?<=a+)b'],
    ['a repeated look around', '(?=a)*b'],
    ['{1,2}+', 'a{1,2}+'],
    ['{9999}', 'a{9999}'],
    ['matches nothing', 'a*'],
    ['matches nothing', '(?=a)'],
    ['an unbalanced parenthesis', '(a'],
    ['an unbalanced parenthesis', 'a)'],
    ['an unfinished part', '[a'],
    ['take for ever', '(a+)+b'],
    ['take for ever', '(a|ab)*'],
    ['take for ever', '(?:a?){50}'],
    ['take for ever', 'a+a+a+a+b'],
    ['4,096 characters', 'a'.repeat(5000)],
  ])('%s in the pattern %s', async (expected, pattern) => {
    expect(await refusal(regex(pattern))).toContain(expected)
  })

  it('a pattern that is none', async () => {
    expect(await refusal({ pre_tokenizer: split('a') })).toContain('at "pattern"')
    expect(await refusal({ pre_tokenizer: split({ String: '' }) })).toContain('at "pattern')
  })
})
