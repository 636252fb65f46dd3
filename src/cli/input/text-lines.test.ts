import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInput, readLines } from './text-lines.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function linesOf(chunks: readonly Uint8Array[]): Promise<{ text: string; start: number; byteLength: number }[]> {
  const found = []
  const source = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk)
  })()
  for await (const line of readLines(source, 'test')) found.push(line)
  return found
}

test('lines are the same however the bytes arrive, and their places lead back to them', async () => {
  const text = fc.array(fc.oneof(fc.constant('\n'), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(20), { maxLength: 40 }), async (parts, sizes) => {
      const whole = Buffer.from(parts.join('').replace(/[\r\uFEFF]/g, ''))
      const chunks: Buffer[] = []
      let from = 0
      for (const size of sizes) {
        chunks.push(whole.subarray(from, from + size))
        from += size
      }
      chunks.push(whole.subarray(from))
      const lines = await linesOf(chunks)
      const expected = whole.toString().split('\n')
      if (expected.at(-1) === '') expected.pop()
      expect(lines.map((line) => line.text)).toEqual(expected)
      for (const { text, start, byteLength } of lines) {
        expect(whole.subarray(start, start + byteLength).toString()).toBe(text)
      }
    }),
  )
})

test('U+2028 inside a JSON string does not end a line; a carriage return and a byte order mark are dropped', async () => {
  const lines = await linesOf([Buffer.from('\uFEFF{"a":"x\u2028y"}\r\nb')])
  expect(lines.map(({ text }) => text)).toEqual(['{"a":"x\u2028y"}', 'b'])
})

test('a .gz file is unpacked', async () => {
  const path = join(folder, 'lines.jsonl.gz')
  writeFileSync(path, gzipSync('one\ntwo\n'))
  const found = []
  for await (const { text } of readLines(openInput(path), path)) found.push(text)
  expect(found).toEqual(['one', 'two'])
})

test.each([
  ['missing.jsonl', undefined, 'there is no such file'],
  ['plain.gz', Buffer.from('not packed'), 'it is not a gzip file, or is damaged'],
  ['cut.gz', gzipSync('some text that is long enough').subarray(0, 20), 'it ends before the gzip data do'],
])('%s is refused in words', async (name, content, reason) => {
  const path = join(folder, name)
  if (content) writeFileSync(path, content)
  const read = async () => {
    for await (const _ of openInput(path));
  }
  await expect(read()).rejects.toThrow(reason)
})
