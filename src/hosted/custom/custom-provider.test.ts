import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberIn } from '../../reranker/testing/scorers.ts'
import { makeReranker } from '../testing/make-reranker.ts'
import { replay } from '../testing/replay.ts'
import { startServer } from '../testing/start-server.ts'
import { teiResponder } from '../testing/tei-responder.ts'
import type { CustomOptions } from './custom-options.ts'
import { customProvider } from './custom-provider.ts'
import { customReranker } from './custom-reranker.ts'
import type { DialectName } from './dialect.ts'

const url = 'http://gpu:8080/any/path/?version=1'
const request = { query: 'pears', documents: ['plums', 'pears'] }
const { query, documents } = request
const pair = (key: string): object[] => [
  { index: 1, [key]: 2 },
  { index: 0, [key]: 1 },
]
const rule = (_: string, text: string): number => numberIn(text)

const dialects: [DialectName, sent: object, answer: unknown, scale: string, tokens: number][] = [
  ['cohere', { model: 'm', query, documents }, { results: pair('relevance_score'), meta: {} }, 'provider', 0],
  [
    'jina',
    { model: 'm', query, documents, return_documents: false },
    { results: pair('relevance_score') },
    'provider',
    0,
  ],
  [
    'voyage',
    { model: 'm', query, documents },
    { data: pair('relevance_score'), usage: { total_tokens: 6 } },
    'provider',
    6,
  ],
  ['tei', { query, texts: documents, raw_scores: true, truncate: true }, pair('score'), 'logit', 0],
  [
    'vllm-score',
    { model: 'm', text_1: query, text_2: documents },
    { data: pair('score'), usage: { total_tokens: 6 } },
    'provider',
    6,
  ],
  [
    'nim',
    { model: 'm', query: { text: query }, passages: documents.map((text) => ({ text })), truncate: 'END' },
    { rankings: pair('logit'), usage: { prompt_tokens: 6, total_tokens: 6 } },
    'logit',
    6,
  ],
  [
    'openai-compatible',
    { model: 'm', query, documents, top_n: 2 },
    { results: pair('relevance_score'), usage: { total_tokens: 6 } },
    'provider',
    0,
  ],
]

describe('a URL with a dialect', () => {
  it.each(dialects)('%s', async (dialect, body, answer, scale, tokens) => {
    const { fetch, sent } = replay({ body: answer })
    const reranker = customReranker({ url, dialect, model: 'm', apiKey: 'key', headers: { 'x-team': 'search' }, fetch })
    const { results, ...rest } = await reranker.rerank(request)
    expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([{ url, body }])
    expect([sent[0]?.headers.get('authorization'), sent[0]?.headers.get('x-team')]).toEqual(['Bearer key', 'search'])
    expect(results.map(({ index, score }) => [index, score])).toEqual([
      [1, 2],
      [0, 1],
    ])
    expect([rest.scale, rest.usage.tokens]).toEqual([scale, tokens])
  })

  it.each(dialects)('%s leaves the model out when there is none', async (dialect, body, answer) => {
    const { fetch, sent } = replay({ body: answer })
    await customReranker({ url, dialect, fetch }).rerank(request)
    const { model: _, ...rest } = body as { model?: string }
    expect(sent[0]?.body).toEqual(rest)
  })

  it.each(dialects)('%s refuses an answer of another shape', async (dialect) => {
    const { fetch } = replay({ body: { output: pair('relevance_score') } })
    await expect(customReranker({ url, dialect, fetch }).rerank(request)).rejects.toMatchObject({
      code: 'invalid_scores',
    })
  })

  it('of one’s own', async () => {
    const { fetch, sent } = replay({ body: { ratings: { second: 2, first: 1 } } })
    const reranker = customReranker({
      url,
      model: 'm',
      fetch,
      dialect: {
        body: ({ query, texts, model }) => ({ ask: query, about: texts, with: model }),
        scores: (answer) => {
          const { first, second } = (answer as { ratings: { first: number; second: number } }).ratings
          return [
            { index: 0, score: first },
            { index: 1, score: second },
          ]
        },
        scale: 'sigmoid',
      },
    })
    const { results, scale } = await reranker.rerank(request)
    expect(sent[0]?.body).toEqual({ ask: query, about: documents, with: 'm' })
    expect([results[0]?.index, scale]).toEqual([1, 'sigmoid'])
  })

  it.each([
    [undefined],
    ['none'],
    [[{ index: 0 }]],
    [
      [
        { index: 0, score: Number.NaN },
        { index: 1, score: 1 },
      ],
    ],
    [
      [
        { index: 0, score: 1 },
        { index: 0, score: 2 },
      ],
    ],
    [
      [
        { index: 1, score: 1 },
        { index: 2, score: 2 },
      ],
    ],
    [
      [
        { index: 0.5, score: 1 },
        { index: 1, score: 2 },
      ],
    ],
    [[{ index: 0, score: 1 }]],
  ])('of one’s own that gives %j is held against the call', async (scores) => {
    const dialect = { body: () => ({}), scores: () => scores as { index: number; score: number }[] }
    const reranker = customReranker({ url, dialect, fetch: replay({ body: {} }).fetch })
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: 'invalid_scores' })
  })
})

describe('a URL without a dialect', () => {
  it('is sent what most servers understand, at the address as it is', async () => {
    const { fetch, sent } = replay({ body: { data: pair('score') } })
    const reranker = customReranker({ url, model: 'm', fetch })
    expect(reranker.id).toBe('http://gpu:8080/any/path/:m')
    const { results, scale } = await reranker.rerank(request)
    expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([{ url, body: { model: 'm', query, documents } }])
    expect([results[0]?.index, scale]).toEqual([1, 'provider'])
  })

  it('is sent TEI’s body when it asks for that, and from then on; calls become as small as the server takes', async () => {
    await using server = await startServer(teiResponder({ rule, maxClientBatchSize: 8 }))
    const reranker = makeReranker({ provider: customProvider({ url: `${server.url}/rerank` }) })
    const texts = Array.from({ length: 20 }, (_, place) => `pears ${(place * 7) % 20}`)
    for (const calls of [5, 3]) {
      server.received.length = 0
      const { results, usage } = await reranker.rerank({ query, documents: texts })
      expect(results.map(({ document }) => numberIn(document))).toEqual([...texts.keys()].reverse())
      expect([usage.requests, server.received.length, usage.pairs, usage.tokens]).toEqual([calls, calls, 20, 140])
    }
    expect(server.received[0]?.body).toEqual({ query, texts: texts.slice(0, 8), truncate: true })
  })

  it('is not asked a second time when it refuses something else, or a text speaks of missing texts', async () => {
    const detail = [
      {
        type: 'missing',
        loc: ['body', 'passages'],
        msg: 'Field required',
        input: { documents: ['missing field `texts`'] },
      },
    ]
    await using server = await startServer(() => ({ status: 422, body: { detail } }))
    const reranker = makeReranker({ provider: customProvider({ url: server.url }) })
    await expect(reranker.rerank(request)).rejects.toThrow("dialect: 'nim'")
    expect(server.received).toHaveLength(1)
  })

  it('is asked twice at most when it asks for texts without end', async () => {
    await using server = await startServer(() => ({ status: 422, body: 'missing field `texts`' }))
    const reranker = makeReranker({ provider: customProvider({ url: server.url }) })
    await expect(reranker.rerank(request)).rejects.toThrow('422')
    expect(server.received).toHaveLength(2)
  })

  it('never gives a document the score of another, whatever a server answers', async () => {
    const place = fc.oneof(fc.integer({ min: -1, max: 3 }), fc.constant('0'), fc.constant(undefined), fc.constant(0.5))
    const item = fc.record({ index: place, score: fc.oneof(fc.integer(), fc.constant(null)) })
    const good = fc
      .shuffledSubarray([0, 1, 2], { minLength: 3 })
      .chain((order) =>
        fc.tuple(...order.map((index) => fc.record({ index: fc.constant(index), score: fc.integer() }))),
      )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(item, { maxLength: 4 }), good), fc.boolean(), async (items, wrapped) => {
        const { fetch } = replay({ body: wrapped ? { results: items } : items })
        const whole =
          items.length === 3 &&
          [0, 1, 2].every((index) => items.some((one) => one.index === index && one.score !== null))
        const answer = customReranker({ url, coarse: true, fetch }).rerank({ query, documents: ['a', 'b', 'c'] })
        if (!whole) {
          await expect(answer).rejects.toMatchObject({ code: 'invalid_scores' })
          return
        }
        for (const { index, score } of (await answer).results) {
          expect(score).toBe(items.find((one) => one.index === index)?.score)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('bad options', () => {
  it.each([
    [{ url: 'gpu:8080' }, 'http'],
    [{ url: '' }, 'http'],
    [{ url: 'ftp://gpu/' }, 'http'],
    [{ url: 'http://name:secret@gpu/' }, 'password'],
    [{ url, dialect: 'klingon' as DialectName }, 'klingon'],
    [{ url, dialect: 'toString' as DialectName }, 'toString'],
    [{ url, dialect: {} as NonNullable<CustomOptions['dialect']> }, 'body'],
    [{ url, maxDocuments: 0 }, 'maxDocuments'],
  ])('%o are refused', (options: CustomOptions, word) => {
    expect(() => customReranker(options)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
    expect(() => customReranker(options)).toThrow(word)
    expect(() => customReranker(options)).not.toThrow('secret')
  })
})
