import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPairEncoder } from './load-pair-encoder.ts'
import type { PairEncoder } from './pair-encoder.ts'
import { provenArchitectures } from './proven-architectures.ts'
import { readModelFolder } from './read-model-folder.ts'
import { logitOf } from './score-head.ts'
import { ScoringModel } from './scoring-model.ts'
import { architecturesFolder, readArchitecturePairs } from './testing/fixtures.ts'

const names = readdirSync(architecturesFolder)

it('there are many architectures', () => {
  expect(names.length).toBeGreaterThanOrEqual(12)
})

describe.each(names)('%s', (name) => {
  const description = readModelFolder(`${architecturesFolder}/${name}`, { dtype: 'fp32' })
  const { head, scale } = description
  const pairs = readArchitecturePairs(name)
  let encoder: PairEncoder
  let model: ScoringModel
  beforeAll(async () => {
    ;({ encoder } = await loadPairEncoder(description))
    model = await ScoringModel.load(description)
    return () => model.release()
  })

  it('has many pairs', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60)
    expect(pairs.filter(({ queryTruncated }) => queryTruncated).length).toBeGreaterThan(2)
    expect(pairs.filter(({ documentTruncated }) => documentTruncated).length).toBeGreaterThan(2)
  })

  it.each(pairs)('$name: ids and what is cut', ({ query, document, maxTokens, ids, tokenTypeIds, ...truncated }) => {
    const pair = encoder.encode({ query, text: document, maxTokens })
    expect(pair.ids).toEqual(ids)
    if (tokenTypeIds) expect(pair.typeIds).toEqual(tokenTypeIds)
    const { queryTruncated, documentTruncated } = truncated
    expect(pair).toMatchObject({ queryTruncated, documentTruncated })
  })

  it.each(pairs)('$name: logit and score', async ({ query, document, maxTokens, logits, score }) => {
    const result = await model.perform({ kind: 'score', query, text: document, maxTokens })
    if (result.kind !== 'score') throw new Error('A score was asked for.')
    const expected =
      head.kind === 'yes-no'
        ? (logits[0] as number) - (logits[1] as number)
        : logitOf({ head, data: logits, dims: [1, logits.length] })
    expect(Math.abs(result.logit - expected)).toBeLessThan(1e-4)
    const shown = scale === 'sigmoid' ? 1 / (1 + Math.exp(-result.logit)) : result.logit
    expect(Math.abs(shown - score)).toBeLessThan(1e-4)
  })
})

it('docs/models.md has a row for each that is true', () => {
  const markdown = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8')
  for (const name of names) {
    const { model_type } = JSON.parse(readFileSync(`${architecturesFolder}/${name}/config.json`, 'utf8'))
    const pairs = readArchitecturePairs(name)
    const cut = pairs.filter(({ queryTruncated, documentTruncated }) => queryTruncated || documentTruncated)
    const row = markdown.split('\n').find((line) => line.includes(`| \`${model_type}\``))
    const cells = row?.split('|').map((cell) => cell.trim())
    expect([model_type, ...(cells?.slice(-3, -1) ?? [])]).toEqual([model_type, `${pairs.length}`, `${cut.length}`])
    expect(provenArchitectures).toContain(model_type)
  }
  expect(provenArchitectures.size).toBe(names.length)
})
