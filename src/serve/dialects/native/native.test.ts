import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DialectServer, sigmoid, startDialectServer } from '../testing/start-dialect-server.ts'

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer()
})
afterAll(() => server.close())

const rerank = (body: object) => server.post('/secondpass/v1/rerank', { query: 'q', ...body })

it("answers with the library's response", async () => {
  const documents = ['1', { id: 7, text: '3' }, '']
  const { status, body, headers } = await rerank({ documents, returnDocuments: true })
  expect(status).toBe(200)
  expect(body).toEqual({
    id: headers.get('x-request-id'),
    model: { name: 'numbers', id: 'numbers', revision: '1' },
    scale: 'sigmoid',
    results: [
      {
        index: 1,
        rank: 1,
        previousRank: 2,
        id: '7',
        score: sigmoid(3),
        logit: 3,
        truncated: false,
        document: documents[1],
      },
      { index: 0, rank: 2, previousRank: 1, score: sigmoid(1), logit: 1, truncated: false, document: '1' },
      { index: 2, rank: 3, previousRank: 3, score: null, logit: null, truncated: false, document: '' },
    ],
    coverage: { candidates: 3, scored: 2 },
    usage: { pairs: 2, tokens: 4, truncated: 0, duplicates: 0 },
    timings: { tokenize: 0, queue: expect.any(Number), infer: 0, total: expect.any(Number) },
    warnings: [{ code: 'empty_document', message: '1 document has no text and cannot be scored.', indexes: [2] }],
  })
})

it('scores only as deep as it is told, and leaves the others below', async () => {
  const { body } = await rerank({ documents: ['1', '2', '3'], depth: 2, topK: 3 })
  expect(body.results.map(({ index, score }: { index: number; score: number | null }) => [index, score])).toEqual([
    [1, sigmoid(2)],
    [0, sigmoid(1)],
    [2, null],
  ])
  expect(body.coverage).toEqual({ candidates: 3, scored: 2 })
})

it('reads the named fields, and gives topK 0 its own meaning', async () => {
  const { body } = await rerank({ documents: [{ a: 'x', b: '9' }], fields: ['b', 'a'], topK: 0 })
  expect(body.results).toEqual([])
  expect(server.model.asked.at(-1)?.texts).toEqual(['9\nx'])
})

it('tells what only the server knows beside what the model warns of', async () => {
  const { body } = await rerank({ documents: ['1', ''], what: 1 })
  expect(body.warnings).toEqual([
    expect.objectContaining({ code: 'empty_document' }),
    { message: "These fields are not known here, and had no effect: 'what'." },
  ])
})

it('tells failures with a code and the id of the request', async () => {
  const { status, body, headers } = await rerank({ documents: [{ b: 1 }], fields: ['a'] })
  const requestId = headers.get('x-request-id')
  expect([status, body]).toEqual([
    400,
    { error: { code: 'invalid_request', message: "documents[0] has none of the 'fields'.", requestId } },
  ])
})
