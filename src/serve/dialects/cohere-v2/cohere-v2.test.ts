import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DialectServer, sigmoid, startDialectServer } from '../testing/start-dialect-server.ts'

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer()
})
afterAll(() => server.close())

const rerank = (body: object) => server.post('/v2/rerank', { model: 'numbers', query: 'a query', ...body })
const indexes = ({ body }: { body: { results: { index: number }[] } }) => body.results.map(({ index }) => index)

describe('cohere v2', () => {
  it('answers as Cohere does, best first, with nothing that v2 lacks', async () => {
    const { status, body, headers } = await rerank({ documents: ['1', '3', '2'] })
    expect(status).toBe(200)
    expect(body).toEqual({
      id: headers.get('x-request-id'),
      results: [
        { index: 1, relevance_score: sigmoid(3) },
        { index: 2, relevance_score: sigmoid(2) },
        { index: 0, relevance_score: sigmoid(1) },
      ],
      meta: {
        api_version: { version: '2', is_experimental: false },
        billed_units: { search_units: 1 },
        tokens: { input_tokens: 9 },
      },
    })
  })

  it('keeps equal documents in their order, and orders by the raw score where sigmoids are equal', async () => {
    expect(indexes(await rerank({ documents: ['5', '7', '5', '7'] }))).toEqual([1, 3, 0, 2])
    const { body } = await rerank({ documents: ['50', '60', '55'] })
    expect(body.results.map((each: { relevance_score: number }) => each.relevance_score)).toEqual([1, 1, 1])
    expect(indexes({ body })).toEqual([1, 2, 0])
  })

  it.each([
    [{ top_n: 2 }, 2],
    [{ top_n: 2.0 }, 2],
    [{ top_n: 99 }, 3],
    [{ top_n: null }, 3],
    [{ top_k: 1 }, 1],
    [{ top_n: 2, top_k: 1 }, 2],
  ])('gives back as many results as %j says', async (limit, expected) => {
    expect(indexes(await rerank({ documents: ['1', '2', '3'], ...limit }))).toHaveLength(expected)
  })

  it.each([0, -1, 1.5, '5', 2 ** 53, true])('refuses %j as top_n', async (top_n) => {
    const { status, body } = await rerank({ documents: ['1'], top_n })
    expect(status).toBe(400)
    expect(body).toEqual({ id: expect.any(String), message: expect.stringMatching(/^top_n: /) })
  })

  it('takes null for what is optional', async () => {
    const nothing = { top_n: null, top_k: null, max_tokens_per_doc: null, priority: null, rank_fields: null }
    const { status, body } = await rerank({ documents: ['1'], ...nothing })
    expect([status, body.meta.warnings]).toEqual([200, undefined])
  })

  it('reads objects as their text, or as lines of their fields', async () => {
    const documents = [{ text: 'pears 1', id: 7 }, { title: 'plums 2', year: 1999, tags: ['a'], none: null }, 'figs 3']
    expect(indexes(await rerank({ documents }))).toEqual([2, 1, 0])
    expect(server.model.asked.at(-1)?.texts).toEqual(['pears 1', 'title: plums 2\nyear: 1999\ntags: ["a"]', 'figs 3'])
    await rerank({ documents, rank_fields: ['year', 'title', 'text'] })
    expect(server.model.asked.at(-1)?.texts).toEqual(['pears 1', '1999\nplums 2', 'figs 3'])
  })

  it('tells of all that had no effect, unknown fields in one warning', async () => {
    const { body } = await rerank({
      documents: ['1'],
      return_documents: true,
      rank_fields: ['a'],
      top_n: 1,
      top_k: 2,
      é: 1,
      b: 2,
    })
    expect(body.meta.warnings).toEqual([
      "'top_k' had no effect, because 'top_n' is there too.",
      "'return_documents' had no effect: the v2 API returns no documents.",
      "'rank_fields' had no effect: all documents are strings.",
      "These fields are not known here, and had no effect: 'é', 'b'.",
    ])
  })

  it('places empty documents last and names them', async () => {
    const { body } = await rerank({ documents: ['', '-5', ' \n', '1'] })
    expect(body.results.map(({ index, relevance_score }: never) => [index, relevance_score])).toEqual([
      [3, sigmoid(1)],
      [1, expect.closeTo(sigmoid(-5), 12)],
      [0, 0],
      [2, 0],
    ])
    expect(body.meta.warnings).toEqual(['2 documents have no text and cannot be scored. Documents: 0, 2.'])
  })

  it.each([
    [{ query: ' \n' }, 'query: must hold more than white space'],
    [{ query: null }, 'query: expected string, received null'],
    [{ documents: [] }, 'documents: must hold at least one document'],
    [{ documents: undefined }, 'documents: is missing'],
    [{ documents: ['a', 7] }, 'documents[1]: must be a string or an object'],
    [{ documents: ['a', null] }, 'documents[1]: must be a string or an object'],
    [{ model: undefined }, 'model: is missing'],
    [{ priority: 1000 }, 'priority: expected number to be <=999'],
    [{ rank_fields: [] }, 'rank_fields: must name at least one field'],
    [{ documents: [{ a: 1 }], rank_fields: ['b'] }, "documents[0] has none of the 'rank_fields'."],
  ])('refuses %j and says why', async (body, message) => {
    const answer = await rerank({ documents: ['1'], ...body })
    expect([answer.status, answer.body]).toEqual([400, { id: expect.any(String), message }])
  })

  it('does not know every model', async () => {
    expect((await rerank({ documents: ['1'], model: 'rerank-v3.5' })).status).toBe(200)
    const { status, body } = await rerank({ documents: ['1'], model: 'rerank-v9' })
    expect([status, body.message]).toEqual([404, expect.stringContaining('model not found')])
  })

  it('counts a search unit for 100 documents, and a long document for each 500 tokens', async () => {
    const units = async (documents: string[]) => (await rerank({ documents })).body.meta.billed_units.search_units
    expect(await units(Array(100).fill('1'))).toBe(1)
    expect(await units(Array(101).fill('1'))).toBe(2)
    expect(await units(Array(60).fill('word '.repeat(600)))).toBe(2)
  })
})
