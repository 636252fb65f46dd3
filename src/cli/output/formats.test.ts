import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RerankResponse } from '../../reranker/index.ts'
import type { InputDocument } from '../input/query-input.ts'
import { jsonFormat, jsonLinesFormat } from './json-formats.ts'
import type { OutputFormat, QueryOutput } from './query-output.ts'
import { tableFormat } from './table-format.ts'
import { trecFormat } from './trec-format.ts'

function answer({
  queryId = 'q',
  results,
}: {
  queryId?: string
  results: { id?: string; score: number | null; document?: InputDocument }[]
}): QueryOutput {
  const response: RerankResponse<InputDocument> = {
    results: results.map(({ id, score, document = 'text' }, place) => ({
      document,
      ...(id !== undefined && { id }),
      index: place,
      rank: place + 1,
      previousRank: results.length - place,
      score,
      logit: score,
      truncated: false,
    })),
    model: { id: 'model' },
    scale: 'logit',
    coverage: { candidates: results.length, scored: results.length },
    usage: { pairs: 0, tokens: 0, truncated: 0, duplicates: 0 },
    timings: { tokenize: 0, queue: 0, infer: 0, total: 0 },
    warnings: [],
  }
  return { queryId, query: `about ${queryId}`, source: 'test', response }
}

function write(format: OutputFormat, outputs: readonly QueryOutput[]): string {
  return (
    format.head +
    outputs.map((output, place) => format.format(output, place === 0)).join('') +
    format.tail(outputs.length > 0)
  )
}

test("a run's scores fall strictly, so that any evaluator reads the same order", () => {
  const score = fc.option(fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, -1)), {
    nil: null,
  })
  fc.assert(
    fc.property(fc.array(score, { maxLength: 40 }), (scores) => {
      const sorted = [
        ...scores.filter((value) => value !== null).sort((a, b) => b - a),
        ...scores.filter((value) => value === null),
      ]
      const run = write(trecFormat(), [
        answer({ results: sorted.map((value, place) => ({ id: `d${place}`, score: value })) }),
      ])
      const lines = run
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split(' '))
      expect(lines.map(([, , id]) => id)).toEqual(sorted.map((_, place) => `d${place}`))
      const written = lines.map((columns) => Number(columns[4]))
      for (let place = 1; place < written.length; place++)
        expect(written[place]).toBeLessThan(written[place - 1] as number)
      const best = sorted[0]
      if (typeof best === 'number') expect(written[0] === best).toBe(true)
    }),
  )
})

test('a run refuses ids that would shift its columns', () => {
  expect(() => trecFormat().format(answer({ results: [{ id: 'a b', score: 1 }] }), true)).toThrow('white space')
})

const failure: QueryOutput = {
  queryId: '2',
  source: 'line 2',
  error: { code: 'invalid_request', message: 'No query.' },
}

test('JSON of a batch is an array, of one query an object, and lines stand alone', () => {
  const outputs = [answer({ queryId: '1', results: [{ id: 'a', score: 1, document: { text: 't' } }] }), failure]
  const batch = JSON.parse(write(jsonFormat({ batch: true, documents: true }), outputs))
  expect(batch).toMatchObject([
    { queryId: '1', results: [{ id: 'a', document: { text: 't' } }] },
    { queryId: '2', error: { code: 'invalid_request' } },
  ])
  expect(JSON.parse(write(jsonFormat({ batch: true, documents: true }), []))).toEqual([])
  expect(JSON.parse(write(jsonFormat({ batch: false, documents: true }), outputs.slice(0, 1)))).toMatchObject({
    queryId: '1',
  })
  const lines = write(jsonLinesFormat({ documents: false }), outputs)
    .split('\n')
    .slice(0, -1)
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ queryId: '1' }, { queryId: '2' }])
  expect(lines[0]).not.toContain('document"')
})

test('the table shows places, moves and the first 100 characters, and nothing that steers a terminal', () => {
  const table = write(tableFormat({ color: false, textOf: String }), [
    answer({
      results: [
        { id: 'a', score: 2.5, document: `\u001b[31mred\u001b[0m\u202E\n${'é'.repeat(200)}` },
        { id: 'b\u0007', score: null },
      ],
    }),
    failure,
  ])
  expect(table).toContain(`   1    2     ↑1  a   Relevance: 2.5000, Document: [31mred[0m ${'é'.repeat(89)}…`)
  expect(table).toContain('   2    1     ↓1  b   Relevance: none, Document: text')
  expect(table).toContain('Failed (invalid_request): No query.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  expect(table).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
})
