import { describe, expect, it } from 'vitest'
import { readPairTemplate } from './pair-template.ts'

const template = {
  type: 'TemplateProcessing',
  single: [],
  pair: [
    { SpecialToken: { id: '<s>', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '</s>', type_id: 0 } },
    { SpecialToken: { id: '</s>', type_id: 0 } },
    { Sequence: { id: 'B', type_id: 3 } },
    { SpecialToken: { id: '</s>', type_id: 3 } },
  ],
  special_tokens: {
    '<s>': { id: '<s>', ids: [5], tokens: ['<s>'] },
    '</s>': { id: '</s>', ids: [6, 7], tokens: ['</s>', '</s>'] },
  },
}
const bert = { type: 'BertProcessing', sep: ['[SEP]', 102], cls: ['[CLS]', 101] }
const roberta = {
  type: 'RobertaProcessing',
  sep: ['</s>', 2],
  cls: ['<s>', 0],
  trim_offsets: true,
  add_prefix_space: false,
}

describe('the pair template', () => {
  it('is what TemplateProcessing spells out, special tokens of several ids too', () => {
    expect(readPairTemplate({ post_processor: template })).toEqual({
      parts: [
        { kind: 'special', ids: [5], typeId: 0 },
        { kind: 'query', typeId: 0 },
        { kind: 'special', ids: [6, 7], typeId: 0 },
        { kind: 'special', ids: [6, 7], typeId: 0 },
        { kind: 'document', typeId: 3 },
        { kind: 'special', ids: [6, 7], typeId: 3 },
      ],
      specialTokens: 7,
    })
  })

  it('of BertProcessing is [CLS] query [SEP] document [SEP], with types 0 and 1', () => {
    expect(readPairTemplate({ post_processor: bert })).toEqual({
      parts: [
        { kind: 'special', ids: [101], typeId: 0 },
        { kind: 'query', typeId: 0 },
        { kind: 'special', ids: [102], typeId: 0 },
        { kind: 'document', typeId: 1 },
        { kind: 'special', ids: [102], typeId: 1 },
      ],
      specialTokens: 3,
    })
  })

  it('of RobertaProcessing is <s> query </s></s> document </s>, with type 0', () => {
    expect(readPairTemplate({ post_processor: roberta })).toEqual({
      parts: [
        { kind: 'special', ids: [0], typeId: 0 },
        { kind: 'query', typeId: 0 },
        { kind: 'special', ids: [2, 2], typeId: 0 },
        { kind: 'document', typeId: 0 },
        { kind: 'special', ids: [2], typeId: 0 },
      ],
      specialTokens: 4,
    })
  })

  it('is found in a sequence of processors', () => {
    const byteLevel = { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false }
    const sequence = { type: 'Sequence', processors: [byteLevel, template] }
    expect(readPairTemplate({ post_processor: sequence })).toEqual(readPairTemplate({ post_processor: template }))
  })
})

describe('tokenizers without a usable pair template are refused', () => {
  const reordered = { ...template, pair: [template.pair[4], template.pair[1]] }
  it.each([
    ['no processor', {}],
    ['a processor that is null', { post_processor: null }],
    ['an unknown processor', { post_processor: { type: 'ByteLevel' } }],
    ['a sequence of unknown ones', { post_processor: { type: 'Sequence', processors: [{ type: 'ByteLevel' }] } }],
    ['an empty sequence', { post_processor: { type: 'Sequence', processors: [] } }],
    ['no pair', { post_processor: { ...template, pair: [] } }],
    ['the query alone', { post_processor: { ...template, pair: template.pair.slice(0, 3) } }],
    ['the document before the query', { post_processor: reordered }],
    ['the query twice', { post_processor: { ...template, pair: [...template.pair, template.pair[1]] } }],
    ['a special token that it does not define', { post_processor: { ...template, special_tokens: {} } }],
    [
      'a special token of an object’s own',
      {
        post_processor: {
          ...template,
          special_tokens: { ...{}, x: { ids: [1] } },
          pair: [{ SpecialToken: { id: 'toString', type_id: 0 } }, ...template.pair],
        },
      },
    ],
    ['ids that are no ids', { post_processor: { ...bert, sep: ['[SEP]', -1] } }],
    ['something that is no object', 'tokenizer'],
    ['nothing', undefined],
  ])('%s', (_, json) => {
    expect(() => readPairTemplate(json)).toThrow(
      expect.objectContaining({
        name: 'SecondpassError',
        code: 'invalid_model',
        message: expect.stringContaining('tokenizer.json'),
      }),
    )
  })
})
