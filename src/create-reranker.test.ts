import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createReranker } from './create-reranker.ts'

const tinyBert = fileURLToPath(new URL('../fixtures/tiny-bert', import.meta.url))

describe('createReranker', () => {
  it('makes the embedded model when asked for nothing, or for it by name', () => {
    expect(createReranker().id).toBe('secondpass-en')
    expect(createReranker('secondpass-en').id).toBe('secondpass-en')
  })

  it('makes a model of a folder, with options', async () => {
    await using reranker = createReranker(tinyBert, { workers: 1, maxTokens: 16 })
    expect(reranker.id).toBe('tiny-bert')
    const { results } = await reranker.rerank({
      query: 'sea',
      documents: ['the long cold river '.repeat(9), 'the sea'],
    })
    expect(results.map(({ index, truncated }) => [index, truncated]).sort()).toEqual([
      [0, true],
      [1, false],
    ])
  })

  it.each([
    'secondpass-xx',
    'secondpass-en/',
    'hf:org/model',
    '',
    ' ',
    '../nowhere',
    'package.json',
    'package.json/x',
    'nul\0byte',
    'x'.repeat(5000),
    '__proto__',
  ])('finds no model "%s"', (name) => {
    expect(() => createReranker(name)).toThrow(
      expect.objectContaining({ name: 'SecondpassError', code: 'model_not_found' }),
    )
  })

  it('says which models there are', () => {
    expect(() => createReranker('gpt')).toThrow(/"gpt".*secondpass-en.*folder/)
  })

  it('refuses options that the model cannot follow', () => {
    expect(() => createReranker('secondpass-en', { maxTokens: 1_000_000 })).toThrow(/`maxTokens`/)
  })
})
