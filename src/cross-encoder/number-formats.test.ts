import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModelFolder } from './read-model-folder.ts'
import { ScoringModel } from './scoring-model.ts'
import type { Dtype } from './select-model-files.ts'
import { architecturesFolder, readFormatPairs } from './testing/fixtures.ts'

const folder = `${architecturesFolder}/tiny-roberta`
const pairs = readFormatPairs('tiny-roberta')

/**
 * Half precision and four bits are computed in orders that differ between processors; 8 bits are exact sums, but for the
 * floats around them. Formats differ from each other by more than that, so that one cannot stand for another.
 */
describe.each<[Dtype, string, number]>([
  ['fp32', 'fp32', 1e-4],
  ['int8', 'quantized', 1e-3],
  ['uint8', 'uint8', 1e-3],
  ['fp16', 'fp16', 2e-2],
  ['q4', 'q4', 2e-2],
])('a graph in the format %s', (dtype, name, tolerance) => {
  let model: ScoringModel
  beforeAll(async () => {
    model = await ScoringModel.load(readModelFolder(folder, { dtype }))
  })
  afterAll(() => model.release())

  it.each(pairs)('$name', async ({ query, document, maxTokens, logits }) => {
    const result = await model.perform({ kind: 'score', query, text: document, maxTokens })
    expect(Math.abs((result as { logit: number }).logit - (logits[name] as number))).toBeLessThan(tolerance)
  })
})

it('formats differ in their scores', () => {
  for (const { logits } of pairs) expect(new Set(Object.values(logits)).size).toBe(5)
})

it('a format that is not there is refused, and those that are are named', () => {
  expect(() => readModelFolder(folder, { dtype: 'bnb4' })).toThrow(
    expect.objectContaining({
      code: 'invalid_model',
      message: 'The model has no ONNX graph of dtype bnb4. There are: fp32, fp16, int8, uint8, q4.',
    }),
  )
})
