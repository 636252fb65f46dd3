import { createReadStream } from 'node:fs'
import type { Duplex, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { invalidInput } from '../invalid-input.ts'

/** A line of a file, without its end. */
export interface TextLine {
  readonly text: string
  /** From 1. */
  readonly number: number
  /** Where it stands in the file (unpacked), in bytes. */
  readonly start: number
  readonly byteLength: number
}

const maxLineBytes = 512 * 1024 * 1024

/** The bytes of a file, unpacked when its name ends in `.gz`; standard input for `-`. */
export async function* openInput(path: string): AsyncGenerator<Buffer> {
  try {
    if (path === '-') yield* process.stdin
    else if (path.endsWith('.gz')) yield* compose(createReadStream(path), createGunzip())
    else yield* createReadStream(path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw invalidInput(`${path} cannot be read: ${reasons[code] ?? `error ${code}`}.`, error)
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  Z_DATA_ERROR: 'it is not a gzip file, or is damaged',
  Z_BUF_ERROR: 'it ends before the gzip data do',
}

function compose(file: Readable, unpacked: Duplex): Duplex {
  file.on('error', (error) => unpacked.destroy(error))
  return file.pipe(unpacked)
}

/**
 * Lines of a stream of bytes, split at line feeds only: `node:readline` also splits at U+2028, which JSON allows inside
 * strings. A carriage return before the line feed and a byte order mark at the start are dropped.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<TextLine> {
  let rest: Buffer[] = []
  let restBytes = 0
  let start = 0
  let number = 0
  const take = (last: Buffer): TextLine => {
    const bytes = rest.length === 0 ? last : Buffer.concat([...rest, last])
    rest = []
    restBytes = 0
    number++
    const text = bytes.toString('utf8').replace(/\r$/, '')
    return { text: number === 1 ? text.replace(/^\uFEFF/, '') : text, number, start, byteLength: bytes.length }
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = take(chunk.subarray(from, end))
      yield line
      start += line.byteLength + 1
      from = end + 1
    }
    if (from === chunk.length) continue
    rest.push(chunk.subarray(from))
    restBytes += chunk.length - from
    if (restBytes > maxLineBytes) throw invalidInput(`${name}, line ${number + 1} is longer than 512 MiB.`)
  }
  if (restBytes > 0) yield take(Buffer.alloc(0))
}
