import { beforeAll, describe, expect, it } from 'vitest'
import { encodePair, queryLimit } from './encode-pair.ts'
import { readModelFolder } from './read-model-folder.ts'
import { ScoringModel } from './scoring-model.ts'
import { embeddedModel, readReferencePairs, tinyBert, tinyBertStaged } from './testing/fixtures.ts'
import { TextTokenizer } from './tokenizer/text-tokenizer.ts'

describe.each([
  ['tiny-bert', tinyBert],
  ['secondpass-en-ids', embeddedModel],
])('the pairs of %s read as the Python reference reads them', (name, folder) => {
  let tokenizer: TextTokenizer
  beforeAll(async () => {
    tokenizer = await TextTokenizer.load(folder)
  })
  const pairs = readReferencePairs(name)

  it('are many', () => {
    expect(pairs.length).toBeGreaterThan(500)
  })

  it.each(pairs)('$name', ({ query, document, maxTokens, ids, tokenTypeIds, queryTruncated, documentTruncated }) => {
    const prefix = tokenizer.encodePrefix(query, queryLimit({ maxTokens, template: tokenizer.template }))
    const pair = encodePair({ query: prefix, text: document, tokenizer, maxTokens })
    expect(pair.ids).toEqual(ids)
    if (tokenTypeIds) expect(pair.typeIds).toEqual(tokenTypeIds)
    expect(pair).toMatchObject({ queryTruncated, documentTruncated })
  })
})

describe.each([
  ['one graph', tinyBert],
  ['a graph a layer', tinyBertStaged],
])('the pairs of tiny-bert score as in torch, with %s', (_, folder) => {
  let model: ScoringModel
  beforeAll(async () => {
    model = await ScoringModel.load(readModelFolder(folder))
    return () => model.release()
  })

  it.each(readReferencePairs('tiny-bert'))(
    '$name',
    async ({ query, document, maxTokens, ids, logit, ...truncated }) => {
      const score = await model.perform({ kind: 'score', query, text: document, maxTokens })
      const { queryTruncated, documentTruncated } = truncated
      expect(score).toMatchObject({ kind: 'score', tokens: ids.length, queryTruncated, documentTruncated })
      expect(Math.abs((score as { logit: number }).logit - (logit as number))).toBeLessThan(1e-4)
    },
  )
})
