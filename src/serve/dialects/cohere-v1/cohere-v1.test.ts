import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type DialectServer, sigmoid, startDialectServer } from '../testing/start-dialect-server.ts'

let server: DialectServer
beforeAll(async () => {
  server = await startDialectServer()
})
afterAll(() => server.close())

const rerank = (body: object, path = '/v1/rerank') => server.post(path, { query: 'a query', ...body })
const read = () => server.model.asked.at(-1)?.texts

describe('cohere v1 and those that share its path', () => {
  it.each(['/v1/rerank', '/rerank', '/reranking', '/v1/reranking'])(
    'answers at %s in a shape for all',
    async (path) => {
      const { status, body, headers } = await rerank({ model: 'numbers', documents: ['1', '3'], top_n: 1 }, path)
      expect(status).toBe(200)
      expect(body).toEqual({
        id: headers.get('x-request-id'),
        model: 'numbers',
        object: 'list',
        results: [{ index: 1, relevance_score: sigmoid(3) }],
        usage: { prompt_tokens: 6, total_tokens: 6 },
        meta: { api_version: { version: '1' }, billed_units: { search_units: 1 }, tokens: { input_tokens: 6 } },
      })
    },
  )

  it('gives documents back when asked to: strings as objects, objects whole', async () => {
    const object = { text: '2', title: 'plums', nested: { deep: [null] } }
    const { body } = await rerank({ documents: ['1', object], return_documents: true })
    expect(body.results.map(({ document }: { document: unknown }) => document)).toEqual([object, { text: '1' }])
  })

  it('reads rank_fields in their order, numbers as their digits', async () => {
    await rerank({
      documents: [{ text: 'a', year: 1999, title: 'b', no: null }],
      rank_fields: ['title', 'no', 'year', 'text'],
    })
    expect(read()).toEqual(['b\n1999\na'])
  })

  it('takes what Jina and vLLM send: a query as an object, one document, documents in parts', async () => {
    await rerank({ query: { text: 'what' }, documents: 'only 1' })
    expect(server.model.asked.at(-1)).toEqual({ query: 'what', texts: ['only 1'] })
    await rerank({
      documents: [
        {
          content: [
            { type: 'text', text: 'one' },
            { type: 'text', text: 'two' },
          ],
        },
      ],
    })
    expect(read()).toEqual(['one\ntwo'])
  })

  it.each([0, null, undefined, 99])('gives back all results for top_n %j', async (top_n) => {
    expect((await rerank({ documents: ['1', '2'], top_n })).body.results).toHaveLength(2)
    expect((await rerank({ documents: ['1', '2'], top_k: top_n })).body.results).toHaveLength(2)
  })

  it('gives raw scores when asked to, with a number below all for what has none', async () => {
    for (const raw of [{ raw_scores: true }, { use_activation: false }]) {
      const { body } = await rerank({ documents: ['-2', '', '7'], ...raw })
      expect(body.results.map((each: { relevance_score: number }) => each.relevance_score)).toEqual([7, -2, -10_000])
    }
  })

  it('takes null for everything that is optional', async () => {
    const names = [
      'model',
      'top_n',
      'top_k',
      'rank_fields',
      'return_documents',
      'max_chunks_per_doc',
      'max_tokens_per_doc',
    ]
    const others = ['truncate_prompt_tokens', 'raw_scores', 'use_activation', 'priority']
    const nulls = Object.fromEntries([...names, ...others].map((name) => [name, null]))
    const { status, body } = await rerank({ documents: ['1'], ...nulls })
    expect([status, body.meta.warnings]).toEqual([200, undefined])
  })

  it.each(['', 'default', 'default/not-specified'])('takes the model %j for no choice', async (model) => {
    expect((await rerank({ documents: ['1'], model })).body.model).toBe('numbers')
  })

  it.each([
    [{ documents: ['a', { title: 'b' }] }, /^documents\[1\] has no field 'text'/],
    [{ documents: [{ text: null }] }, /^documents\[0\] has no field 'text'/],
    [{ documents: [{ image: 'x' }] }, /^documents\[0\] has no field 'text'/],
    [
      { documents: [{ content: [{ type: 'image_url', image_url: 'x' }] }] },
      /^documents\[0\] has parts that are no text/,
    ],
    [{ documents: [{ a: { b: 1 } }], rank_fields: ['a'] }, /^documents\[0\] has a value in one of its 'rank_fields'/],
    [{ documents: [{ a: 'b' }], rank_fields: ['constructor', '__proto__'] }, /^documents\[0\] has none/],
    [{ documents: Array(1001).fill('1'), max_chunks_per_doc: 10 }, /more than 10000 parts/],
    [{ documents: 7 }, /^documents: must be a list/],
    [{ query: { text: ' ' } }, /^query\.text: must hold more than white space/],
  ])('refuses %.80j in the words of three APIs', async (wrong, message) => {
    const { status, body } = await rerank({ documents: ['1'], ...wrong })
    expect(status).toBe(400)
    expect(body.message).toMatch(message)
    expect(body).toEqual({
      id: expect.any(String),
      message: body.message,
      detail: body.message,
      error: { message: body.message, type: 'invalid_request_error', param: null, code: 400 },
    })
  })

  it('reads no inherited field and changes no prototype', async () => {
    const documents = '[{"text":"1"},{"constructor":"2","toString":"4","text":"3"}]'
    const { body } = await server.post('/v1/rerank', `{"query":"q","documents":${documents},"return_documents":true}`)
    expect(body.results.map(({ index }: { index: number }) => index)).toEqual([1, 0])
    expect(read()).toEqual(['1', '3'])
    expect(body.results[0].document).toEqual({ constructor: '2', toString: '4', text: '3' })
    const polluting = '{"query":"q","documents":[{"__proto__":{"text":"9","polluted":true},"text":"1"}]}'
    expect((await server.post('/v1/rerank', polluting)).status).toBe(400)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('reads what is no Unicode text, and says so', async () => {
    const { status, body } = await server.post('/v1/rerank', '{"query":"q\\ud800","documents":["1 \\udfff","😀 2"]}')
    expect(status).toBe(200)
    expect(body.results.map(({ index }: { index: number }) => index)).toEqual([1, 0])
    expect(body.meta.warnings.join()).toContain('lone surrogates')
  })

  it('takes null for a field that is not there, also where it is another API’s', async () => {
    const { status, body } = await rerank(
      { documents: ['1'], texts: null, input: null, anything: null },
      '/v1/reranking',
    )
    expect([status, body.results, body.meta.warnings]).toEqual([
      200,
      [{ index: 0, relevance_score: sigmoid(1) }],
      undefined,
    ])
  })

  it('names the documents that the model’s depth leaves without a score', async () => {
    const shallow = await startDialectServer({ depth: 2 })
    onTestFinished(shallow.close)
    const { body } = await shallow.post('/v1/rerank', { query: 'q', documents: ['1', '', '3', '4'] })
    expect(body.results.map(({ relevance_score }: { relevance_score: number }) => relevance_score)).toEqual([
      sigmoid(1),
      0,
      0,
      0,
    ])
    expect(body.meta.warnings).toEqual([
      '1 document has no text and cannot be scored. Documents: 1.',
      '2 documents after the first 2 were not scored. Documents: 2, 3.',
    ])
  })

  it('says that the query is not counted where vLLM would count it', async () => {
    const { body } = await rerank({ documents: ['1'], truncate_prompt_tokens: 40, instruction: 'x' })
    expect(body.meta.warnings).toEqual([
      "'truncate_prompt_tokens' was read as a limit of each document; the query is not counted.",
      "These fields are not known here, and had no effect: 'instruction'.",
    ])
    expect((await rerank({ documents: ['1'], truncate_prompt_tokens: -1 })).body.meta.warnings).toBeUndefined()
  })
})
