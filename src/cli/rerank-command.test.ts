import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli, tinyModel } from './testing/run-cli.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const model = ['--model', tinyModel]
const documents = [
  { id: 'a', text: 'the moon pulls on the sea', score: 3 },
  { id: 'b', title: 'Tables', text: 'times of high water', score: 2 },
  'a plain string',
]
const ids = (results: { id?: string; index: number }[]) => results.map(({ id, index }) => id ?? index).sort()

describe('input', () => {
  test.each([
    ['a JSON array', JSON.stringify(documents, null, 1)],
    ['a JSON array on one line', JSON.stringify(documents)],
    ['JSON lines', `${documents.map((document) => JSON.stringify(document)).join('\n')}\n`],
  ])('documents of --query come as %s, from a file or standard input', async (_, content) => {
    const fromFile = await runCli(['rerank', ...model, '--query', 'tides', '--json', file('documents', content)])
    const fromPipe = await runCli(['rerank', ...model, '--query', 'tides', '--json'], { stdin: content })
    for (const { code, stdout, stderr } of [fromFile, fromPipe]) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const { results } = JSON.parse(stdout)
      expect(ids(results)).toEqual([2, 'a', 'b'])
      expect(results.find(({ id }: { id?: string }) => id === 'a')).toMatchObject({
        retrievalScore: 3,
        previousRank: 1,
        document: documents[0],
      })
    }
    expect(JSON.parse(fromFile.stdout).results).toEqual(JSON.parse(fromPipe.stdout).results)
  })

  test('a record brings its own model, topK, depth and fields, and options win over them', async () => {
    const record = file(
      'record.json',
      JSON.stringify({
        model: tinyModel,
        query: 'tides',
        documents: documents.slice(0, 2),
        topK: 1,
        fields: ['title', 'text'],
      }),
    )
    const own = JSON.parse((await runCli(['rerank', '--json', record])).stdout)
    expect(own).toMatchObject({ model: { id: 'tiny-bert' }, coverage: { candidates: 2, scored: 2 } })
    expect(own.results).toHaveLength(1)
    const overridden = JSON.parse((await runCli(['rerank', '--json', '--top-k', '2', '--depth', '0', record])).stdout)
    expect(overridden.results.map(({ id, score }: { id: string; score: null }) => [id, score])).toEqual([
      ['a', null],
      ['b', null],
    ])
  })

  test('options reach the model: token limit, chunks, threshold, deadline', async () => {
    const long = file(
      'long.json',
      JSON.stringify([
        { id: 'x', text: 'many words that stand here '.repeat(60) },
        { id: 'y', text: 'few' },
      ]),
    )
    const run = async (...options: string[]) =>
      JSON.parse((await runCli(['rerank', ...model, '-q', 'words', '--json', ...options, long])).stdout)
    const cut = await run('--max-tokens', '16')
    expect(cut.usage).toMatchObject({ pairs: 2, truncated: 1 })
    expect(cut.usage.tokens).toBeLessThanOrEqual(32)
    const chunks = await run('--long-documents', 'chunk', '--max-chunks', '4', '--workers', '1')
    expect(chunks.usage.pairs).toBe(5)
    expect(chunks.results.find(({ id }: { id: string }) => id === 'x').passage.end).toBeGreaterThan(0)
    expect((await run('--threshold', 'sigmoid:1.5')).results).toEqual([])
    expect((await run('--threshold', 'logit:-1e9')).results).toHaveLength(2)
    expect(await run('--deadline', '0', '--on-error', 'passthrough')).toMatchObject({
      degraded: { reason: 'timeout' },
      coverage: { scored: 0 },
    })
  })
})

describe('refusals', () => {
  test.each([
    ['an option that is no number', ['--top-k', '-1'], 2, 'It must be an integer of 0 or more'],
    ['a threshold without a number', ['--threshold', 'sigmoid:high'], 2, 'It must be a scale and a number'],
    ['an unknown choice', ['--on-error', 'ignore'], 2, 'Allowed choices are fail, passthrough'],
    ['two forms of output', ['--json', '--trec'], 2, 'cannot be used with'],
    ['an unknown model', ['--model', 'nope'], 2, 'There is no model "nope"'],
    ['more tokens than the window', [...model, '--max-tokens', '129'], 2, 'It must be an integer from 8 to 128'],
    ['an empty query', [...model, '--query', ' '], 2, '`query` is empty'],
    ['candidates without their corpus', ['--candidates', 'x', '--queries', 'y'], 2, 'go together'],
    ['a missed deadline', [...model, '--query', 'q', '--deadline', '0'], 1, 'The deadline of 0 ms passed'],
  ])('%s', async (_, options, expected, message) => {
    const { code, stdout, stderr } = await runCli(['rerank', ...options], { stdin: '["one", "two"]' })
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test('documents without their query', async () => {
    const { code, stderr } = await runCli(['rerank', ...model], { stdin: '{"id":"a","text":"b"}' })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('give their query by --query') })
  })

  test.each([
    ['neither JSON nor lines', 'plain text', 'standard input is neither JSON nor JSON lines'],
    ['a document that is a number', '["a", 5]', 'document 2 is neither a string nor an object'],
    ['a document without text', '[{"id":"a","body":"b"}]', 'its field "text" is missing'],
    ['a broken line', '{"text":"a"}\n{"text":\n', 'standard input, line 2: the line is not JSON'],
  ])('%s', async (_, stdin, message) => {
    const { code, stderr } = await runCli(['rerank', ...model, '--query', 'q'], { stdin })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

test('one bad record of a batch is reported in its place, and the others are answered', async () => {
  const lines = [
    '{"id":"first","query":"tides","documents":["a","b"]}',
    'not json',
    '{"id":"third","query":" ","documents":["a"]}',
    '{"id":"fourth","query":"tides","documents":[7]}',
    '{"id":"fifth","query":"tides","documents":[]}',
  ]
  const { code, stdout, stderr } = await runCli(['rerank', ...model, '--jsonl'], { stdin: lines.join('\n') })
  expect(code).toBe(3)
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ queryId, error }) => [queryId, error?.code])).toEqual([
    ['first', undefined],
    ['2', 'invalid_request'],
    ['third', 'invalid_request'],
    ['fourth', 'invalid_request'],
    ['fifth', undefined],
  ])
  expect(answers[0].results).toHaveLength(2)
  expect(answers[4].results).toEqual([])
  expect(stderr).toContain('standard input, line 2: the line is not JSON')
  expect(stderr).toContain('line 4: "documents.0" is not as expected')
})

describe('a TREC run', () => {
  const inputs = () => [
    ...['--queries', file('queries.jsonl', '{"_id":"q2","text":"water"}\n{"_id":"q1","text":"moon"}\n')],
    ...[
      '--corpus',
      file(
        'corpus.jsonl',
        '{"_id":"a","title":"","text":"one"}\n{"_id":"b","title":"T","text":"two"}\n{"_id":"c","text":"three"}\n',
      ),
    ],
    ...[
      '--candidates',
      file('run.trec', 'q1 Q0 b 1 9 bm25\nq1 Q0 a 2 8 bm25\nq1 Q0 gone 3 7 bm25\nq2 Q0 c 1 5 bm25\nq3 Q0 a 1 5 bm25\n'),
    ],
  ]

  test('is read with its texts, and written again', async () => {
    const { code, stdout, stderr } = await runCli(['rerank', ...model, '--trec', ...inputs()])
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
    expect(lines.map(([query, q0, , rank, , tag]) => [query, q0, rank, tag])).toEqual([
      ['q1', 'Q0', '1', 'tiny-bert'],
      ['q1', 'Q0', '2', 'tiny-bert'],
      ['q1', 'Q0', '3', 'tiny-bert'],
      ['q2', 'Q0', '1', 'tiny-bert'],
    ])
    expect(
      lines
        .map(([, , document]) => document)
        .slice(0, 3)
        .sort(),
    ).toEqual(['a', 'b', 'gone'])
    expect(lines[2]?.[2]).toBe('gone') // It has no text, so it comes last.
    expect(stderr).toContain('query q1: 1 of its candidates are not in the corpus')
    expect(stderr).toMatch(/run\.trec, line 5: .*queries\.jsonl has no text for this query/)
    expect(code).toBe(3)
  })

  test('scores do not depend on whether the texts come from a corpus or stand in the record', async () => {
    const fromRun = (await runCli(['rerank', ...model, '--jsonl', ...inputs()])).stdout.split('\n')[0] as string
    const record = {
      query: 'moon',
      documents: [
        { id: 'b', title: 'T', text: 'two' },
        { id: 'a', text: 'one' },
      ],
      fields: ['title', 'text'],
    }
    const alone = (await runCli(['rerank', ...model, '--jsonl'], { stdin: JSON.stringify(record) })).stdout
    const logits = (line: string) =>
      new Map(JSON.parse(line).results.map(({ id, logit }: { id: string; logit: number }) => [id, logit]))
    expect(logits(fromRun).get('a')).toBe(logits(alone).get('a'))
    expect(logits(fromRun).get('b')).toBe(logits(alone).get('b'))
    expect(fromRun).not.toContain('"document":')
  })

  test('a table in a pipe is plain text, also where the environment is one that shows colours', async () => {
    const documents = file('plain', '["one text", "another text"]')
    const { stdout } = await runCli(['rerank', ...model, '--query', 'tides', documents], { env: { CI: 'true' } })
    expect(stdout).toContain('Query: tides\n')
  })

  test('--output writes to a file and leaves nothing beside it', async () => {
    const output = join(folder, 'reranked.trec')
    const { stdout } = await runCli(['rerank', ...model, '--trec', ...inputs()])
    expect((await runCli(['rerank', ...model, '--trec', ...inputs(), '-o', output])).stdout).toBe('')
    expect(readFileSync(output, 'utf8')).toBe(stdout)
    const again = await runCli(['rerank', ...model, '--trec', ...inputs(), '-o', output, '--resume'])
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is complete; there is nothing to resume') })
  })
})
