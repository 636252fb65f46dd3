import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
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

  it('tells of documents by their places in the body, and counts those of all queries', async () => {
    const long = `1 ${'long '.repeat(60)}`
    const pairs = { queries: ['a', 'b', 'c', 'a'], documents: ['1', '', long, long] }
    const { body } = await server.post('/score', pairs)
    expect(body.warnings).toEqual([
      '2 documents were longer than what was read of them, and were cut.',
      '1 document has no text and cannot be scored. Documents: 1.',
    ])
    const tight = await startDialectServer({ limits: { documentCharacters: 10 } })
    onTestFinished(tight.close)
    expect((await tight.post('/score', { queries: ['a', 'b'], documents: ['1', long] })).body.warnings).toEqual([
      'Text of documents (1) has more than 10 characters, and was cut.',
    ])
    const strict = await startDialectServer({ strict: true })
    onTestFinished(strict.close)
    const refused = await strict.post('/score', { queries: ['a', 'b'], documents: ['1', ''] })
    expect(refused.body.error.message).toBe('document at index 1 has no text.')
  })

  it('gives an empty document no score, in a list or alone', async () => {
    for (const documents of ['', ['']]) {
      const { status, body } = await server.post('/score', { queries: 'a', documents })
      expect([status, scoresOf({ body })]).toEqual([200, [0]])
      expect(body.warnings).toEqual(['1 document has no text and cannot be scored. Documents: 0.'])
    }
  })

  it('heeds the newer name of use_activation where both are there', async () => {
    const both = { queries: 'q', documents: '4', use_activation: true, activation: false }
    expect(scoresOf(await server.post('/score', both))).toEqual([sigmoid(4)])
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
    [{ queries: '', documents: '1' }, /^queries must hold more than white space/],
    [{ text_1: ['a', 'b'], text_2: ['c'] }, /^text_1 has 2 texts and text_2 has 1/],
    [{ text_1: ['a', 'b'], text_2: ['1', '2', '3'] }, /^text_1 has 2 texts and text_2 has 3/],
    [{ queries: ['a', ' '], documents: ['1', '2'] }, /^queries must hold more than white space/],
    [{ queries: 'a', documents: [] }, /^documents: must hold at least one/],
    [{ queries: 'a', documents: [1] }, /^documents\[0\]: must be a string or an object/],
    [
      { queries: 'a', documents: ['1', { image: 2 }] },
      /^documents\[1\] has no field 'text' with a string\. Send strings, or objects/,
    ],
  ])('refuses %j', async (wrong, message) => {
    const { status, body } = await server.post('/score', wrong)
    expect([status, body]).toEqual([
      400,
      { error: { message: expect.stringMatching(message), type: 'invalid_request_error', param: null, code: 400 } },
    ])
  })
})
