import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { invalidInput } from '../invalid-input.ts'
import { openInput, readLines } from './text-lines.ts'

/**
 * Finds records of a JSON lines file by their id without holding them in memory: a table of (hash, offset, length), about
 * 30 bytes a record, and one read of the file for each look-up, which also tells records of equal hash apart.
 */
export class LineIndex {
  readonly #name: string
  readonly #file: FileHandle
  readonly #temporary: string | undefined
  #hashes = new Uint32Array(1024)
  #starts = new Float64Array(1024).fill(-1)
  #lengths = new Uint32Array(1024)
  #size = 0

  private constructor({ name, file, temporary }: { name: string; file: FileHandle; temporary: string | undefined }) {
    this.#name = name
    this.#file = file
    this.#temporary = temporary
  }

  /** Reads the file once. A `.gz` file is unpacked into a temporary one, since it has to be read at any place. */
  static async build(path: string): Promise<LineIndex> {
    const temporary = path.endsWith('.gz') ? await mkdtemp(join(tmpdir(), 'secondpass-')) : undefined
    const plain = temporary === undefined ? path : join(temporary, 'records.jsonl')
    try {
      if (temporary !== undefined) await pipeline(openInput(path), createWriteStream(plain))
      const index = new LineIndex({ name: path, file: await open(plain), temporary })
      for await (const line of readLines(openInput(plain), path)) {
        if (line.text.trim() !== '')
          index.#add(idOf(line.text, `${path}, line ${line.number}`), line.start, line.byteLength)
      }
      return index
    } catch (error) {
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true })
      throw error
    }
  }

  /** The record with this id; the first one when several have it. */
  async get(id: string): Promise<Record<string, unknown> | undefined> {
    const hash = hashOf(id)
    const mask = this.#starts.length - 1
    for (let slot = hash & mask; (this.#starts[slot] as number) >= 0; slot = (slot + 1) & mask) {
      if (this.#hashes[slot] !== hash) continue
      const record = await this.#read(this.#starts[slot] as number, this.#lengths[slot] as number)
      if (recordId(record) === id) return record
    }
    return undefined
  }

  async close(): Promise<void> {
    await this.#file.close()
    if (this.#temporary !== undefined) await rm(this.#temporary, { recursive: true, force: true })
  }

  async #read(start: number, length: number): Promise<Record<string, unknown>> {
    const buffer = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await this.#file.read(buffer, filled, length - filled, start + filled)
      if (bytesRead === 0) throw invalidInput(`${this.#name} became shorter while it was read.`)
      filled += bytesRead
    }
    return JSON.parse(buffer.toString('utf8').replace(/^\uFEFF/, ''))
  }

  #add(id: string, start: number, length: number): void {
    if (this.#size * 2 >= this.#starts.length) this.#grow()
    this.#place(hashOf(id), start, length)
    this.#size++
  }

  #place(hash: number, start: number, length: number): void {
    const mask = this.#starts.length - 1
    let slot = hash & mask
    while ((this.#starts[slot] as number) >= 0) slot = (slot + 1) & mask
    this.#hashes[slot] = hash
    this.#starts[slot] = start
    this.#lengths[slot] = length
  }

  #grow(): void {
    const [hashes, starts, lengths] = [this.#hashes, this.#starts, this.#lengths]
    this.#hashes = new Uint32Array(hashes.length * 2)
    this.#starts = new Float64Array(starts.length * 2).fill(-1)
    this.#lengths = new Uint32Array(lengths.length * 2)
    // In file order, so that the first of several records with one id stays the one that is found first.
    const used = [...starts.keys()].filter((slot) => (starts[slot] as number) >= 0)
    used.sort((a, b) => (starts[a] as number) - (starts[b] as number))
    for (const slot of used) this.#place(hashes[slot] as number, starts[slot] as number, lengths[slot] as number)
  }
}

function idOf(line: string, where: string): string {
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch {
    throw invalidInput(`${where} is not JSON.`)
  }
  const id = recordId(record)
  if (id === undefined) throw invalidInput(`${where} has no "_id" or "id".`)
  return id
}

function recordId(record: unknown): string | undefined {
  const { _id, id = _id } = (typeof record === 'object' && record !== null ? record : {}) as Record<string, unknown>
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
}

/** FNV-1a. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
