import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LineIndex } from './line-index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('finds every record by its id, the first of several, and nothing else', async () => {
  const id = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.nat(2000).map(String))
  await fc.assert(
    fc.asyncProperty(fc.array(id, { maxLength: 3000, size: '+1' }), id, async (ids, other) => {
      const path = join(folder, 'records.jsonl')
      writeFileSync(path, ids.map((_id, place) => `${JSON.stringify({ _id, place })}\n`).join(''))
      const index = await LineIndex.build(path)
      for (const [place, _id] of ids.slice(0, 50).entries()) {
        expect(await index.get(_id)).toEqual({ _id, place: ids.indexOf(_id) })
        expect(place).toBeGreaterThanOrEqual(ids.indexOf(_id))
      }
      expect((await index.get(other)) !== undefined).toBe(ids.includes(other))
      await index.close()
    }),
    { numRuns: 30 },
  )
})

test('grows past many records', async () => {
  const path = join(folder, 'many.jsonl.gz')
  writeFileSync(path, gzipSync(Array.from({ length: 20_000 }, (_, n) => `{"id":${n},"text":"t${n}"}`).join('\n')))
  const index = await LineIndex.build(path)
  for (let n = 0; n < 20_000; n += 371) expect(await index.get(String(n))).toEqual({ id: n, text: `t${n}` })
  expect(await index.get('20000')).toBeUndefined()
  await index.close()
})

test.each([
  ['{"_id":"a"}\nnot json\n', 'line 2 is not JSON'],
  ['{"_id":"a"}\n\n{"text":"b"}\n', 'line 3 has no "_id" or "id"'],
])('names the line of a bad record', async (content, message) => {
  const path = join(folder, 'bad.jsonl')
  writeFileSync(path, content)
  await expect(LineIndex.build(path)).rejects.toThrow(message)
})
