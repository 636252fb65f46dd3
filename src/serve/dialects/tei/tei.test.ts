import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReranker } from '../../../create-reranker.ts'
import { ServeError } from '../../serve-error.ts'
import { type DialectServer, sigmoid, startDialectServer } from '../testing/start-dialect-server.ts'
import { tei } from './tei.ts'

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer({ limits: { documents: 40 } })
})
afterAll(() => server.close())

const rerank = (body: object) => server.post('/rerank', { query: 'a query', ...body })

describe('tei', () => {
  it('answers with a bare list, best first', async () => {
    const { status, body, headers } = await rerank({ texts: ['1', '3', '2'] })
    expect([status, body]).toEqual([
      200,
      [
        { index: 1, score: sigmoid(3) },
        { index: 2, score: sigmoid(2) },
        { index: 0, score: sigmoid(1) },
      ],
    ])
    expect(headers.get('x-compute-tokens')).toBe('9')
    expect(headers.get('x-compute-characters')).toBe(String(3 * 'a query'.length + 3)) // As TEI counts: of all pairs.
  })

  it('gives texts and raw scores when asked to', async () => {
    const { body } = await rerank({ texts: ['1', '-3'], raw_scores: true, return_text: true, truncate: null })
    expect(body).toEqual([
      { index: 0, score: 1, text: '1' },
      { index: 1, score: -3, text: '-3' },
    ])
  })

  it('has a place for warnings in a header, whatever they are made of', async () => {
    const { headers } = await rerank({ texts: ['1', ''], 'naïve\r\nX-Evil': 1 })
    expect(headers.get('x-secondpass-warnings')).toMatch(
      /^These fields .*: 'na\?ve\?\?X-Evil'\. 1 document has no text/,
    )
    expect(headers.get('x-evil')).toBeNull()
  })

  it('cuts long texts unless it is told not to, or to cut them from the left', async () => {
    const texts = [`1 ${'long '.repeat(60)}`, '2']
    expect((await rerank({ texts })).status).toBe(200)
    for (const wish of [{ truncate: false }, { truncate: true, truncation_direction: 'Left' }]) {
      const { status, body } = await rerank({ texts, ...wish })
      expect([status, body]).toEqual([422, { error: expect.stringContaining('longer'), error_type: 'Validation' }])
      expect((await rerank({ texts: ['1', '2'], ...wish })).status).toBe(200)
      expect(body.error).toContain('(1 of the documents)')
    }
  })

  it.each([
    [{ texts: [] }, 400, 'Empty'],
    [{ texts: ['a'], query: ' ' }, 400, 'Empty'],
    [{ texts: ['a', 1] }, 422, 'Validation'],
    [{ texts: 'a' }, 422, 'Validation'],
    [{ texts: ['a'], truncation_direction: 'up' }, 422, 'Validation'],
    [{ texts: Array(41).fill('a') }, 422, 'Validation'],
    [{ texts: ['a'], model: 'x' }, 404, 'Validation'],
  ])('refuses %.60j with %i %s', async (wrong, status, error_type) => {
    const answer = await rerank(wrong)
    expect([answer.status, answer.body]).toEqual([status, { error: expect.any(String), error_type }])
  })

  it.each([
    [429, 429, 'Overloaded'],
    [503, 503, 'Unhealthy'],
    [500, 424, 'Backend'],
    [504, 424, 'Backend'],
  ])('tells %i as %i %s', (status, told, error_type) => {
    const error = new ServeError({ code: 'unavailable', status, message: 'no' })
    expect(tei.statusOf?.(error)).toBe(told)
    expect(tei.writeFailure({ error, requestId: '' })).toEqual({ error: 'no', error_type })
  })

  it('is spoken by our own client of TEI, which splits by what /info says', async () => {
    await using client = createReranker('tei:any', { baseUrl: server.url })
    const documents = Array.from({ length: 100 }, (_, place) => `pears ${(place * 37) % 100}`)
    const { results, usage } = await client.rerank({ query: 'pears', documents, topK: 2 })
    expect(results.map(({ document }) => document)).toEqual(['pears 99', 'pears 98'])
    expect(usage.requests).toBe(3)
  })
})
