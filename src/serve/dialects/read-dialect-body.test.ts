import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DialectServer, startDialectServer } from './testing/start-dialect-server.ts'

const limits = { documents: 20, documentCharacters: 100, queryCharacters: 50 }

describe('a server with limits', () => {
  let server: DialectServer
  let usual: DialectServer
  beforeAll(async () => {
    server = await startDialectServer({ limits })
    usual = await startDialectServer()
  })
  afterAll(async () => {
    await server.close()
    await usual.close()
  })

  it('cuts what is far too long, never within a letter, and says where', async () => {
    const documents = ['1', `${'x'.repeat(99)}😀`, '2']
    const { body } = await server.post('/v1/rerank', { query: 'q'.repeat(51), documents })
    expect(server.model.asked.at(-1)).toEqual({ query: 'q'.repeat(50), texts: ['1', 'x'.repeat(99), '2'] })
    expect(body.meta.warnings).toEqual([
      'The query has more than 50 characters, and was cut.',
      'Text of documents (1) has more than 100 characters, and was cut.',
    ])
  })

  it('refuses it where cutting is forbidden', async () => {
    const body = { query: 'q', documents: ['x'.repeat(101)], truncation: false }
    const answer = await server.post('/voyage/v1/rerank', body)
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining('forbids to cut')])
  })

  it('refuses more documents than it takes, whatever they are', async () => {
    for (const documents of [Array(21).fill('1'), Array(500_000).fill(1)]) {
      const { status, body } = await server.post('/v1/rerank', { query: 'q', documents })
      expect([status, body.message]).toEqual([413, expect.stringContaining('maximum allowed batch size 20')])
    }
  })

  it('reads no field of a document twice, and no more than 100', async () => {
    const documents = [{ a: '1', b: 'x' }]
    await server.post('/v1/rerank', { query: 'q', documents, rank_fields: ['b', 'a', 'b'] })
    expect(server.model.asked.at(-1)).toEqual({ query: 'q', texts: ['x\n1'] })
    const answer = await server.post('/v1/rerank', { query: 'q', documents, rank_fields: Array(21).fill('a') })
    expect(answer.status).toBe(413) // The limit of all lists comes first.
    const { status, body } = await usual.post('/v1/rerank', {
      query: 'q',
      documents,
      rank_fields: Array(101).fill('a'),
    })
    expect([status, body.message]).toEqual([400, 'rank_fields: must name at most 100 fields'])
  })

  it('names no more than ten of the unknown fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, place) => [`${'n'.repeat(100)}${place}`, 1]))
    const { body } = await server.post('/v1/rerank', { query: 'q', documents: ['1'], ...many })
    expect(body.meta.warnings[0]).toMatch(/^These fields [^']*('n{40}', ){9}'n{40}' and 40 more\.$/)
  })
})

describe('a strict server', () => {
  let server: DialectServer
  beforeAll(async () => {
    server = await startDialectServer({ strict: true })
  })
  afterAll(() => server.close())

  const v2 = { model: 'numbers', query: 'q', documents: ['1', '2'] }

  it.each([
    ['/v2/rerank', { ...v2, top_k: 1 }, 422, "unknown field: 'top_k'"],
    ['/v2/rerank', { ...v2, rank_fields: ['a'] }, 422, "unknown field: 'rank_fields'"],
    [
      '/v2/rerank',
      { ...v2, documents: ['1', { text: '2' }] },
      422,
      'documents[1] must be a string: the v2 API takes no objects.',
    ],
    ['/v2/rerank', { ...v2, documents: ['1', ' '] }, 400, 'document at index 1 has no text.'],
    ['/v2/rerank', { ...v2, top_n: '1' }, 422, 'top_n: expected number, received string'],
    ['/v2/rerank', { ...v2, query: undefined }, 400, 'query: is missing'],
    ['/v1/rerank', { query: 'q', documents: ['1'], instruction: 'x' }, 422, "unknown field: 'instruction'"],
  ])('refuses at %s %j', async (path, body, status, message) => {
    const answer = await server.post(path, body)
    expect([answer.status, answer.body.message]).toEqual([status, message])
  })

  it('answers what is right', async () => {
    const { status, body } = await server.post('/v2/rerank', { ...v2, top_n: 1, max_tokens_per_doc: 100, priority: 0 })
    expect([status, body.results.length, body.meta.warnings]).toEqual([200, 1, undefined])
  })
})
