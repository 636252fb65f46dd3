import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTrecRun } from './trec-run.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string) {
  const path = join(folder, 'run.trec')
  writeFileSync(path, content)
  const queries = []
  for await (const query of readTrecRun(path)) queries.push(query)
  return queries
}

test('order comes from the scores, equal ones keep the order of the file, and the rank column is not read', async () => {
  const queries = await read('q1 Q0 b 1 1.5 x\nq1\tQ0\ta\t7\t2e1\tx\nq1 Q0 c 3 1.5 x\n\nq2 Q0 a 1 -3 x\n')
  expect(queries).toEqual([
    {
      queryId: 'q1',
      line: 1,
      candidates: [
        { id: 'a', score: 20 },
        { id: 'b', score: 1.5 },
        { id: 'c', score: 1.5 },
      ],
    },
    { queryId: 'q2', line: 5, candidates: [{ id: 'a', score: -3 }] },
  ])
})

test.each([
  ['q1 Q0 a 1', 'line 1 has 4 columns'],
  ['q1 Q0 a 1 1 x\nq1 Q0 b 2 nan x', 'line 2: the score "nan" is not a finite number'],
  ['q1 Q0 a 1 1e999 x', 'not a finite number'],
  ['q1 Q0 a 1 2 x\nq1 Q0 a 2 1 x', 'line 2: document a stands twice in query q1'],
  ['q1 Q0 a 1 2 x\nq2 Q0 a 1 2 x\nq1 Q0 b 2 1 x', 'line 3: the lines of query q1 do not stand together'],
])('refuses %j', async (content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})
