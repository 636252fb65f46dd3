import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScoreKey } from './find-score-key.ts'
import { readScores } from './read-scores.ts'

const lists = ['results', 'data', 'rankings', ''] as const
const keys: ScoreKey[] = ['relevance_score', 'relevanceScore', 'score', 'logit']
const matrix = lists.flatMap((list) => keys.map((key) => [list, key] as const))
const refused = expect.objectContaining({ code: 'invalid_scores' })

/** An answer of the given shape, with what servers put beside it. */
function wrap(list: string, items: unknown[]): unknown {
  return list === ''
    ? items
    : { id: 'x', object: 'list', model: 'm', usage: { total_tokens: 9 }, meta: null, [list]: items }
}

/** Scores in any order, each with its place, and a document beside some. */
const scored = fc
  .array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 12 })
  .chain((scores) =>
    fc.shuffledSubarray([...scores.keys()], { minLength: scores.length }).map((order) => ({ scores, order })),
  )

describe.each(matrix)('an answer with its list under "%s" and its scores under "%s"', (list, key) => {
  it('is recognised in any order, and each score goes to its own document', () => {
    fc.assert(
      fc.property(scored, fc.boolean(), ({ scores, order }, echo) => {
        const items = order.map((index) => ({ ...(echo && { document: { text: 'x' } }), index, [key]: scores[index] }))
        for (const shape of [undefined, { list, score: key }]) {
          const read = readScores(wrap(list, items), shape)
          expect(read).toHaveLength(scores.length)
          for (const { index, score } of read) expect(score).toBe(scores[index])
        }
      }),
      { numRuns: 30 },
    )
  })

  it.each([
    ['without any index', [{ [key]: 1 }, { [key]: 2 }]],
    ['with an index on some', [{ index: 0, [key]: 1 }, { [key]: 2 }]],
    ['with an index that is text', [{ index: '0', [key]: 1 }]],
    ['with a score that is text', [{ index: 0, [key]: '1' }]],
    [
      'with a score on some',
      [
        { index: 0, [key]: 1 },
        { index: 1, [key]: null },
      ],
    ],
    ['with a score that is a list', [{ index: 0, [key]: [0.1, 0.9] }]],
    ['with numbers in the list', [0.1, 0.9]],
    ['with no score at all', [{ index: 0 }]],
  ])('is refused %s', (_, items) => {
    expect(() => readScores(wrap(list, items))).toThrow(refused)
    expect(() => readScores(wrap(list, items), { list, score: key })).toThrow(refused)
  })
})

describe('an answer that can be read in two ways', () => {
  const items = [
    { index: 0, relevance_score: 1 },
    { index: 1, relevance_score: 2 },
  ]

  it.each([
    ['results', 'data'],
    ['results', 'rankings'],
    ['data', 'rankings'],
  ])('is refused with lists under %s and %s', (a, b) => {
    expect(() => readScores({ [a]: items, [b]: items })).toThrow(/lists under/)
    expect(readScores({ [a]: items, [b]: null })).toHaveLength(2)
    expect(readScores({ [a]: [], [b]: items }, { list: b, score: 'relevance_score' })).toHaveLength(2)
  })

  it('is refused with two scores that differ, and read with two that are the same', () => {
    for (const [a, b] of keys.flatMap((a) => keys.filter((b) => b !== a).map((b) => [a, b] as const))) {
      expect(() => readScores([{ index: 0, [a]: 1, [b]: 2 }])).toThrow(/different scores/)
      expect(() =>
        readScores([
          { index: 0, [a]: 1 },
          { index: 1, [b]: 2 },
        ]),
      ).toThrow(refused)
      expect(readScores([{ index: 0, [a]: 1, [b]: 1 }])).toEqual([{ index: 0, score: 1 }])
      expect(readScores([{ index: 0, [a]: 1, [b]: 2 }], { list: '', score: a })).toEqual([{ index: 0, score: 1 }])
    }
  })
})

describe('anything', () => {
  it('is read as numbers by place, or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...lists), (value, list) => {
        for (const answer of [value, wrap(list, [value]), wrap(list, [{ index: value, score: value }])]) {
          try {
            for (const one of readScores(answer)) {
              expect([typeof one.index, typeof one.score]).toEqual(['number', 'number'])
            }
          } catch (error) {
            expect(error).toEqual(refused)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
