import { describe, expect, it } from 'vitest'
import type { RerankRequest } from './rerank-request.ts'
import type { DegradedReason } from './rerank-response.ts'
import { rerankWith } from './rerank-with.ts'
import { type ErrorCode, SecondpassError } from './secondpass-error.ts'
import { aborted, makeScorer, numberIn, numberScorer, scoreAll, turn } from './testing/scorers.ts'

const request: RerankRequest<string> = { query: 'largest', documents: ['one 1', 'three 3', '', 'two 2'] }
const passthrough: RerankRequest<string> = { ...request, onError: 'passthrough' }

function failWith(code: ErrorCode, scoredBefore = 0) {
  return makeScorer(async (task) => {
    for (const [position, text] of task.texts.slice(0, scoredBefore).entries())
      task.onScore(position, { raw: numberIn(text), truncated: false })
    throw new SecondpassError({ code, message: `This is ${code}.` })
  })
}

const reasons: DegradedReason[] = [
  'timeout',
  'overloaded',
  'unavailable',
  'rate_limited',
  'invalid_scores',
  'constant_scores',
  'cancelled',
]

describe.each(reasons)('a scorer that fails with %s', (reason) => {
  it('makes the call fail by default', async () => {
    await expect(rerankWith(failWith(reason), request)).rejects.toMatchObject({ code: reason })
    await expect(rerankWith(failWith(reason), { ...request, onError: 'fail' })).rejects.toMatchObject({ code: reason })
  })

  it('gives the first-stage order with the reason, and no score, when asked to pass through', async () => {
    const response = await rerankWith(failWith(reason), { ...passthrough, returnLogits: true })
    expect(response.degraded).toEqual({ reason, message: `This is ${reason}.` })
    expect(response.results.map(({ index, rank }) => [index, rank])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ])
    expect(response.results.every(({ score, logit }) => score === null && logit === null)).toBe(true)
    expect(response.coverage).toEqual({ candidates: 4, scored: 0 })
  })

  it('still cuts at topK when asked to pass through', async () => {
    const { results } = await rerankWith(failWith(reason), { ...passthrough, topK: 2 })
    expect(results.map(({ index }) => index)).toEqual([0, 1])
  })
})

describe('a failure half-way', () => {
  it('leaves what was scored first, the rest in first-stage order, the empty last', async () => {
    const response = await rerankWith(failWith('unavailable', 2), passthrough)
    expect(response.results.map(({ index, score }) => [index, score !== null])).toEqual([
      [1, true],
      [0, true],
      [3, false],
      [2, false],
    ])
    expect(response.coverage).toEqual({ candidates: 4, scored: 2 })
    expect(response.degraded?.reason).toBe('unavailable')
  })

  it('uses no score when the scores are the fault', async () => {
    const response = await rerankWith(failWith('invalid_scores', 2), passthrough)
    expect(response.coverage.scored).toBe(0)
  })

  it('uses no score when those until then are at fault too', async () => {
    const scorer = makeScorer(async (task) => {
      scoreAll(task, () => Number.NaN)
      throw new SecondpassError({ code: 'unavailable', message: 'gone' })
    })
    const response = await rerankWith(scorer, passthrough)
    expect(response).toMatchObject({ degraded: { reason: 'unavailable' }, coverage: { scored: 0 } })
    expect(response.results.map(({ index }) => index)).toEqual([0, 1, 2, 3])
  })

  it('keeps candidates without a score whatever the threshold, and says so', async () => {
    const response = await rerankWith(failWith('overloaded', 2), {
      ...passthrough,
      threshold: { value: 2.5, scale: 'logit' },
    })
    expect(response.results.map(({ index }) => index)).toEqual([1, 3, 2])
    const warning = response.warnings.find(({ code }) => code === 'threshold_not_applied')
    expect(warning?.indexes).toEqual([2, 3])
  })
})

describe('errors that no first-stage order makes up for', () => {
  it.each<ErrorCode>(['invalid_model', 'model_not_found', 'closed', 'invalid_request'])(
    'are thrown even when asked to pass through: %s',
    async (code) => {
      await expect(rerankWith(failWith(code), passthrough)).rejects.toMatchObject({ code })
    },
  )

  it('are thrown as they are when they are not ours', async () => {
    const error = new TypeError('a bug')
    const scorer = makeScorer(async () => {
      throw error
    })
    await expect(rerankWith(scorer, passthrough)).rejects.toBe(error)
  })

  it('are thrown as they are when a document’s own code throws them', async () => {
    const error = new Error('no text today')
    const textOf = () => {
      throw error
    }
    await expect(rerankWith(numberScorer(), { ...passthrough, textOf })).rejects.toBe(error)
  })
})

describe('scores that make no order', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('are refused: %s', async (raw) => {
    const scorer = makeScorer(async (task) => scoreAll(task, (text) => (text === 'two 2' ? raw : numberIn(text))))
    await expect(rerankWith(scorer, request)).rejects.toMatchObject({ code: 'invalid_scores' })
    const response = await rerankWith(scorer, passthrough)
    expect(response).toMatchObject({ degraded: { reason: 'invalid_scores' }, coverage: { scored: 0 } })
  })

  it('are refused: one and the same for all', async () => {
    const scorer = makeScorer(async (task) => scoreAll(task, () => 0.5))
    await expect(rerankWith(scorer, request)).rejects.toMatchObject({ code: 'constant_scores' })
    const response = await rerankWith(scorer, passthrough)
    expect(response.degraded?.reason).toBe('constant_scores')
    expect(response.results.every(({ score }) => score === null)).toBe(true)
  })
})

describe('what comes after the answer', () => {
  it('changes nothing: scores and usage that a scorer reports late', async () => {
    let late = () => {}
    const scorer = makeScorer(async (task) => {
      task.onScore(0, { raw: 1, truncated: false })
      late = () => scoreAll(task, (text) => 100 + text.length)
      await new Promise(() => {})
    })
    const response = await rerankWith(scorer, { ...passthrough, deadline: 20 })
    const before = structuredClone(response)
    late()
    await turn()
    expect(response).toEqual(before)
    expect(response).toMatchObject({ degraded: { reason: 'timeout' }, coverage: { scored: 1 }, usage: { pairs: 0 } })
  })

  it('changes nothing in the very moments between the deadline and the answer either', async () => {
    const scorer = makeScorer(async (task) => {
      task.onScore(0, { raw: 1, truncated: false })
      await aborted(task.signal)
      for (let moment = 0; moment < 50; moment++) {
        await Promise.resolve()
        task.onScore(1, { raw: Number.NaN, truncated: false })
      }
    })
    const { results } = await rerankWith(scorer, { ...passthrough, deadline: 10, returnLogits: true })
    for (const { logit } of results) expect(logit).not.toBeNaN()
  })

  it('is not an unhandled rejection: a scorer that fails late', async () => {
    const seen: unknown[] = []
    const listener = (error: unknown) => seen.push(error)
    process.on('unhandledRejection', listener)
    try {
      let failLate: (error: Error) => void = () => {}
      const scorer = makeScorer(
        () =>
          new Promise((_, reject) => {
            failLate = reject
          }),
      )
      await expect(rerankWith(scorer, { ...request, deadline: 10 })).rejects.toMatchObject({ code: 'timeout' })
      failLate(new Error('late'))
      await turn()
      await turn()
      expect(seen).toEqual([])
    } finally {
      process.off('unhandledRejection', listener)
    }
  })
})
