import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodePair, queryLimit } from '../encode-pair.ts'
import { readReferencePairs } from '../testing/fixtures.ts'
import { TextTokenizer } from './text-tokenizer.ts'

const architectures = fileURLToPath(new URL('../../../fixtures/architectures', import.meta.url))
const causal = 'tiny-qwen3'

describe.each(readdirSync(architectures).filter((name) => name !== causal))('the pairs of %s', (name) => {
  const pairs = readReferencePairs(`architectures/${name}`)
  let tokenizer: TextTokenizer
  beforeAll(async () => {
    tokenizer = await TextTokenizer.load(`${architectures}/${name}`)
  })

  it('are many', () => expect(pairs.length).toBeGreaterThan(100))

  it.each(pairs)('$name', ({ query, document, maxTokens, ids, tokenTypeIds, queryTruncated, documentTruncated }) => {
    const prefix = tokenizer.encodePrefix(query, queryLimit({ maxTokens, template: tokenizer.template }))
    const pair = encodePair({ query: prefix, text: document, tokenizer, maxTokens })
    expect(pair.ids).toEqual(ids)
    if (tokenTypeIds) expect(pair.typeIds).toEqual(tokenTypeIds)
    expect(pair).toMatchObject({ queryTruncated, documentTruncated })
  })
})

describe('the prompts of a causal model', () => {
  const instruction = 'Given a web search query, retrieve relevant passages that answer the query'
  const pairs = readReferencePairs(`architectures/${causal}`)
  const whole = pairs.filter(({ queryTruncated, documentTruncated }) => !queryTruncated && !documentTruncated)
  let plain: TextTokenizer
  beforeAll(async () => {
    plain = await TextTokenizer.load(`${architectures}/${causal}`, { addedTokens: false })
  })

  it('are many', () => expect(whole.length).toBeGreaterThan(50))

  it.each(whole)('hold plain text, $name', ({ query, document, ids }) => {
    const turn = plain.encode(`<Instruct>: ${instruction}\n<Query>: ${query}\n<Document>: ${document}`)
    const start = ids.findIndex((_, place) => turn.every((id, index) => ids[place + index] === id))
    expect(start).toBeGreaterThan(0)
  })

  it('have no pair template', () => {
    expect(() => plain.template).toThrow(/no pair template/)
  })

  it('have no added token in a text that is read without them', async () => {
    const tokenizer = await TextTokenizer.load(`${architectures}/${causal}`)
    expect(tokenizer.encode('<|im_end|>')).toHaveLength(1)
    expect(plain.encode('<|im_end|>').length).toBeGreaterThan(4)
  })
})
