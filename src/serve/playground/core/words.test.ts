import { describe, expect, it } from 'vitest'
import { describeScale } from './describe-scale.ts'
import { explainFailure } from './explain-failure.ts'
import { formatCost, formatDuration, formatScore } from './format-number.ts'
import { listNotices } from './list-notices.ts'
import { listTextFields } from './list-text-fields.ts'
import { readCandidateText } from './read-candidate-text.ts'
import type { RerankAnswer } from './rerank-answer.ts'
import { scoreBars } from './score-bars.ts'

const answer: RerankAnswer = {
  id: 'r',
  model: { name: 'm', id: 'm' },
  scale: 'sigmoid',
  results: [],
  coverage: { candidates: 12, scored: 12 },
  usage: { pairs: 12, tokens: 100, truncated: 0 },
  timings: { tokenize: 1, queue: 1, infer: 1, total: 1 },
  warnings: [],
}

describe('listNotices', () => {
  it('has nothing to say of a plain answer', () => {
    expect(listNotices(answer)).toEqual([])
  })

  it('says once what was cut, not scored, degraded and warned of', () => {
    const indexes = [...Array(12).keys()]
    expect(
      listNotices({
        ...answer,
        coverage: { candidates: 12, scored: 11 },
        usage: { ...answer.usage, truncated: 3 },
        degraded: { reason: 'timeout', message: 'Too late.' },
        warnings: [
          { code: 'empty_document', message: '12 documents have no text.', indexes },
          { message: 'degraded: timeout. Too late.' },
          { message: '3 documents were longer than what was read of them, and were cut.' },
          { message: '2 documents after the first 10 were not scored. Documents: 10, 11.' },
          { message: 'The field x is not known.' },
        ],
      }),
    ).toEqual([
      'Less than asked for (timeout): Too late.',
      '12 documents have no text. (Candidates 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more.)',
      'The field x is not known.',
      '3 candidates were longer than what the model reads, and cut. More parts read more of it.',
      '1 candidate was not scored, and comes after all that were.',
    ])
  })
})

describe('explainFailure', () => {
  it('does not blame the server for a model that cannot answer, nor only its loading', () => {
    const { title, advice } = explainFailure({ status: 503, message: 'words', origin: 'http://here' })
    expect(title).toBe('The model cannot answer now')
    expect(advice).toContain('may be down')
  })

  it.each([
    [0, undefined, 'No answer came from http://here'],
    [401, 'key', 'words'],
    [404, 'model', 'words'],
    [413, 'candidates', 'words'],
    [422, undefined, 'words'],
    [500, undefined, 'words'],
    [503, undefined, 'words'],
    [504, undefined, 'words'],
  ])('explains %d', (status, field, detail) => {
    const explanation = explainFailure({ status, message: 'words', origin: 'http://here' })
    expect(explanation.field).toBe(field)
    expect(explanation.detail).toContain(detail)
    expect(explanation.advice).not.toBe('')
  })

  it('says when to come back', () => {
    const advice = (retryAfter?: number) => explainFailure({ status: 429, message: '', retryAfter, origin: '' }).advice
    expect(advice(1)).toContain('in 1 second,')
    expect(advice(20)).toContain('in 20 seconds,')
    expect(advice()).toContain('in a moment')
  })
})

describe('numbers', () => {
  it('are as long as they need to be', () => {
    expect([0.95961, 0, -3.2, 0.00001234].map(formatScore)).toEqual(['0.9596', '0.0000', '-3.2000', '1.2e-5'])
    expect([8.44, 9.96, 131.6, 2411].map(formatDuration)).toEqual(['8.4 ms', '10.0 ms', '132 ms', '2.41 s'])
    expect([0, 1.5, 0.002, 0.0000123].map(formatCost)).toEqual(['$0.00', '$1.50', '$0.002000', '$0.000012'])
  })

  it('have bars that are true to a scale from 0 to 1, else to the lowest and the highest', () => {
    expect(scoreBars({ scores: [0.9, 0.1, null], scale: 'sigmoid' })).toEqual([0.9, 0.1, null])
    expect(scoreBars({ scores: [5, 1, -3], scale: 'logit' })).toEqual([1, 0.5, 0])
    expect(scoreBars({ scores: [0.5, 0.5], scale: 'provider' })).toEqual([1, 1])
    expect(scoreBars({ scores: [], scale: 'logit' })).toEqual([])
  })

  it('are named, and no scale but the calibrated one is called a probability', () => {
    for (const scale of ['sigmoid', 'provider']) expect(describeScale(scale)).toContain('not a probability')
    expect(describeScale('calibrated')).toContain('a probability')
    expect(describeScale('new')).toBe('new')
  })
})

describe('candidates', () => {
  const candidate = { id: '7', title: 'Title', text: 'Text', year: 1999 }

  it('are read as the server reads them', () => {
    expect(readCandidateText({ candidate: 'plain' })).toBe('plain')
    expect(readCandidateText({ candidate })).toBe('Text')
    expect(readCandidateText({ candidate, fields: ['title', 'none', 'text'] })).toBe('Title\nText')
  })

  it('have fields with text', () => {
    expect(listTextFields(['plain', candidate, { body: 'Body' }])).toEqual(['title', 'text', 'body'])
  })
})
