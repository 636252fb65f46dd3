import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createReranker } from './create-reranker.ts'
import { findAlias } from './hub/index.ts'
import { someAliases } from './resolve-model-name.ts'

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
    'org/model',
    'bge-reranker-v9',
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
    expect(() => createReranker('gpt')).toThrow(
      /"gpt"\. Name an.*secondpass-en.*folder.*hf:organisation\/name.*ms-marco-MiniLM-L6-v2/,
    )
    expect(() => createReranker('BAAI/bge-reranker-v2-m3')).toThrow(/Did you mean hf:BAAI\/bge-reranker-v2-m3\?/)
    for (const name of ['./models/none', '/models/none', 'a/b/c', 'org/..']) {
      expect(() => createReranker(name)).not.toThrow(/Did you mean/)
      expect(() => createReranker(name)).toThrow(/There is no model/)
    }
    expect(someAliases.map((name) => findAlias(name)?.repository)).not.toContain(undefined)
  })

  it.each(['hf:', 'hf:org/model/x', 'hf:org/../model', 'hf:org/model@', 'bge-reranker-v2-m3@a b'])(
    'refuses the malformed "%s"',
    (name) => {
      expect(() => createReranker(name)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
    },
  )

  it.each([
    [null],
    [5],
    [() => 'secondpass-en'],
    ['secondpass-en', null],
    ['secondpass-en', 'cpu'],
    ['cohere:rerank-v3.5', null],
    ['cohere:rerank-v3.5', { headers: null }],
    ['cohere:rerank-v3.5', { headers: 'x' }],
    ['cohere:rerank-v3.5', { price: null }],
  ])('refuses %j, %j in words', (model, options?: unknown) => {
    const make = createReranker as (model: unknown, options: unknown) => unknown
    expect(() => make(model, options)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
  })

  it('says how a server at an address is named', () => {
    expect(() => createReranker('http://localhost:8080/rerank')).toThrow(/pass \{ url \}.*tei:/)
  })

  it('refuses options that the model cannot follow', () => {
    expect(() => createReranker('secondpass-en', { maxTokens: 1_000_000 })).toThrow(/`maxTokens`/)
  })
})
