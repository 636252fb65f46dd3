import { describe, expect, it } from 'vitest'
import { planCandidates } from './plan-candidates.ts'

const query = 'a question'

describe('planCandidates', () => {
  it('scores each distinct text once, and knows whose it is', () => {
    const plan = planCandidates({ query, documents: ['b', { text: 'a' }, 'b', 'a', 'c'] })
    expect(plan).toEqual({
      query,
      texts: ['b', 'a', 'c'],
      owners: [[0, 2], [1, 3], [4]],
      empty: [],
      duplicates: 2,
      warnings: [],
    })
  })

  it('tells texts apart to the last character', () => {
    expect(planCandidates({ query, documents: ['a', 'a ', 'A', 'á', 'a\u0301'] }).texts).toHaveLength(5)
  })

  it('counts among the first `depth` all documents, empty ones and duplicates too', () => {
    const plan = planCandidates({ query, documents: ['a', '', 'a', 'b', 'a'], depth: 3 })
    expect(plan).toMatchObject({ texts: ['a'], owners: [[0, 2]], empty: [1], duplicates: 1 })
  })

  it('takes texts like names of object fields for texts', () => {
    const documents = ['__proto__', 'constructor', 'toString', '__proto__']
    expect(planCandidates({ query, documents })).toMatchObject({ texts: documents.slice(0, 3), duplicates: 1 })
  })

  it('sets empty documents aside wherever they stand, with one warning', () => {
    const plan = planCandidates({ query, documents: ['', 'a', ' \t\r\n', '\u00a0\u2003\u3000\ufeff'], depth: 2 })
    expect(plan.empty).toEqual([0, 2, 3])
    expect(plan.warnings).toEqual([
      { code: 'empty_document', message: '3 documents have no text and cannot be scored.', indexes: [0, 2, 3] },
    ])
  })

  it('reads lone surrogates as U+FFFD, with a warning', () => {
    const plan = planCandidates({ query: 'q\ud800', documents: ['fine 🌊', 'high \ud83c', '\udf0a low'] })
    expect(plan.query).toBe('q\ufffd')
    expect(plan.texts).toEqual(['fine 🌊', 'high \ufffd', '\ufffd low'])
    expect(plan.warnings).toEqual([
      { code: 'lone_surrogates', message: 'The query has lone surrogates; they were read as U+FFFD.' },
      {
        code: 'lone_surrogates',
        message: '2 documents have lone surrogates; they were read as U+FFFD.',
        indexes: [1, 2],
      },
    ])
  })

  it('scores once what is the same text after that', () => {
    expect(planCandidates({ query, documents: ['a\ud800', 'a\udfff', 'a\ufffd'] })).toMatchObject({
      texts: ['a\ufffd'],
      duplicates: 2,
    })
  })

  it('reads each text once', () => {
    let reads = 0
    const textOf = (text: string) => {
      reads++
      return text
    }
    planCandidates({ query, documents: ['a', 'b', 'a'], textOf })
    expect(reads).toBe(3)
  })

  it('never puts a text into a warning', () => {
    const { warnings } = planCandidates({ query: 'secret \ud800', documents: ['secret \ud800', ''] })
    expect(warnings).toHaveLength(3)
    expect(JSON.stringify(warnings)).not.toContain('secret')
  })
})
