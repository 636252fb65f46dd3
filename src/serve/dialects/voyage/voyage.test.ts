import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DialectServer, sigmoid, startDialectServer } from '../testing/start-dialect-server.ts'

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer()
})
afterAll(() => server.close())

const rerank = (body: object) => server.post('/voyage/v1/rerank', { model: 'numbers', query: 'q', ...body })

it('answers as Voyage does', async () => {
  const { status, body } = await rerank({ documents: ['1', '3'], top_k: 1, return_documents: true })
  expect([status, body]).toEqual([
    200,
    {
      object: 'list',
      data: [{ index: 1, relevance_score: sigmoid(3), document: '3' }],
      model: 'numbers',
      usage: { total_tokens: 4 },
    },
  ])
})

it('refuses long texts when they must not be cut, and else says that they were', async () => {
  const documents = [`1 ${'long '.repeat(60)}`]
  expect((await rerank({ documents, truncation: false })).status).toBe(422)
  expect((await rerank({ documents })).body.warnings).toEqual([expect.stringContaining('was cut')])
})

it('tells failures as Voyage does', async () => {
  const { status, body } = await rerank({ documents: [{ text: '1' }] })
  expect([status, body]).toEqual([400, { detail: 'documents[0]: expected string, received object' }])
})
