import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DialectServer, sigmoid, startDialectServer } from '../testing/start-dialect-server.ts'

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer()
})
afterAll(() => server.close())

const rerank = (body: object) => server.post('/v1/reranking', { query: 'q', ...body })

it('answers as Mixedbread does', async () => {
  const { status, body } = await rerank({ model: 'default', input: ['1', '3'], top_k: 1, return_input: true })
  expect([status, body]).toEqual([
    200,
    {
      object: 'list',
      model: 'numbers',
      data: [{ object: 'rank_result', index: 1, score: sigmoid(3), input: '3' }],
      usage: { prompt_tokens: 4, total_tokens: 4 },
      top_k: 1,
      return_input: true,
    },
  ])
})

it('reads the fields of objects that are named, or their text, or all', async () => {
  await rerank({ input: [{ a: 'x', b: 'y' }], rank_fields: ['b', 'a'] })
  await rerank({
    input: [
      { text: 'z', a: 'x' },
      { a: 'x', b: 'y' },
    ],
  })
  expect(server.model.asked.map(({ texts }) => texts)).toEqual(expect.arrayContaining([['y\nx'], ['z', 'a: x\nb: y']]))
})

it('tells failures with a type and a message', async () => {
  const { status, body } = await rerank({ input: [] })
  const message = 'input: must hold at least one document'
  expect([status, body]).toEqual([400, { type: 'invalid_request', message, detail: message }])
})
