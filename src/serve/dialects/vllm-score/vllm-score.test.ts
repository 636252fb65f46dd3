import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DialectServer, sigmoid, startDialectServer } from '../testing/start-dialect-server.ts'

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer()
})
afterAll(() => server.close())

const scoresOf = ({ body }: { body: { data: { score: number }[] } }) => body.data.map(({ score }) => score)

describe('vllm score', () => {
  it.each(['/score', '/v1/score'])('gives scores at %s in the order of the request', async (path) => {
    const { status, body } = await server.post(path, { queries: 'q', documents: ['1', '3', '2'] })
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.any(String),
      object: 'list',
      created: expect.any(Number),
      model: 'numbers',
      data: [1, 3, 2].map((logit, index) => ({ index, object: 'score', score: sigmoid(logit) })),
      usage: { prompt_tokens: 6, total_tokens: 6 },
    })
  })

  it.each([
    ['queries', 'documents'],
    ['queries', 'items'],
    ['text_1', 'text_2'],
    ['data_1', 'data_2'],
  ])('takes %s with %s: one with one, one with many, each with its own', async (left, right) => {
    expect(scoresOf(await server.post('/score', { [left]: 'q', [right]: '2' }))).toEqual([sigmoid(2)])
    expect(scoresOf(await server.post('/score', { [left]: ['q'], [right]: ['2', '1'] }))).toEqual([
      sigmoid(2),
      sigmoid(1),
    ])
    const pairs = { [left]: ['a', 'b', 'a'], [right]: ['1', '2', '3'] }
    expect(scoresOf(await server.post('/score', pairs))).toEqual([1, 2, 3].map(sigmoid))
    expect(server.model.asked.slice(-2)).toEqual([
      { query: 'a', texts: ['1', '3'] },
      { query: 'b', texts: ['2'] },
    ])
  })

  it('gives each place its own score where pairs are the same', async () => {
    const pairs = { text_1: ['a', 'b', 'a'], text_2: ['1', '1', '1'] }
    expect(scoresOf(await server.post('/score', pairs))).toEqual([1, 1, 1].map(sigmoid))
  })

  it('gives raw scores when asked to', async () => {
    for (const raw of [{ use_activation: false }, { activation: false }])
      expect(scoresOf(await server.post('/score', { queries: 'q', documents: ['4', ''], ...raw }))).toEqual([
        4, -10_000,
      ])
  })

  it.each([
    [{}, /^Send two of these together/],
    [{ queries: 'a' }, /^Send two of these together/],
    [{ text_1: ['a', 'b'], text_2: ['c'] }, /^text_1 has 2 texts and text_2 has 1/],
    [{ text_1: ['a', 'b'], text_2: ['1', '2', '3'] }, /^text_1 has 2 texts and text_2 has 3/],
    [{ queries: ['a', ' '], documents: ['1', '2'] }, /^queries must hold more than white space/],
    [{ queries: 'a', documents: [] }, /^documents: must hold at least one/],
    [{ queries: 'a', documents: [1] }, /^documents\[0\]: must be a string or an object/],
    [{ queries: 'a', documents: ['1', { image: 2 }] }, /^documents\[1\] has no field 'text'/],
  ])('refuses %j', async (wrong, message) => {
    const { status, body } = await server.post('/score', wrong)
    expect([status, body]).toEqual([
      400,
      { error: { message: expect.stringMatching(message), type: 'invalid_request_error', param: null, code: 400 } },
    ])
  })
})
