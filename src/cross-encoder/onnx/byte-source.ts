import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { invalidGraph } from './invalid-graph.ts'

const pageBytes = 65_536

/** Bytes of a file by their place, read a page at a time: what is skipped is never read, so memory stays bounded. */
export class ByteSource {
  readonly path: string
  readonly size: number
  readonly #descriptor: number
  readonly #page: Buffer = Buffer.allocUnsafe(pageBytes)
  #pageStart = 0
  #pageLength = 0

  /** @throws SecondpassError `invalid_model` when there is no plain file that can be read. */
  constructor(path: string) {
    this.path = path
    // Not to block: opening a named pipe would wait for a writer for ever.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
    this.#descriptor = attempt(path, () => openSync(path, flags))
    const found = fstatSync(this.#descriptor)
    this.size = found.size
    if (found.isFile()) return
    this.close()
    throw invalidGraph(path, 'is not a plain file')
  }

  /** The byte at `place`; undefined beyond the end. */
  byteAt(place: number): number | undefined {
    if (!this.#hasPage(place, place + 1)) this.#turnTo(place)
    return this.#hasPage(place, place + 1) ? this.#page[place - this.#pageStart] : undefined
  }

  /** A copy of the bytes from `start` to `end`, shorter where the file is. */
  bytes(start: number, end: number): Buffer {
    if (end - start <= pageBytes) {
      if (!this.#hasPage(start, end)) this.#turnTo(start)
      return Buffer.from(
        this.#page.subarray(start - this.#pageStart, Math.min(end - this.#pageStart, this.#pageLength)),
      )
    }
    const buffer = Buffer.alloc(end - start)
    let filled = 0
    while (filled < buffer.length) {
      const count = this.#read(buffer.subarray(filled), start + filled)
      if (count === 0) break
      filled += count
    }
    return buffer.subarray(0, filled)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #hasPage(start: number, end: number): boolean {
    return start >= this.#pageStart && end <= this.#pageStart + this.#pageLength
  }

  #turnTo(place: number): void {
    this.#pageLength = 0
    this.#pageStart = place
    while (this.#pageLength < pageBytes) {
      const count = this.#read(this.#page.subarray(this.#pageLength), place + this.#pageLength)
      if (count === 0) break
      this.#pageLength += count
    }
  }

  #read(into: Buffer, place: number): number {
    return attempt(this.path, () => readSync(this.#descriptor, into, 0, into.length, place))
  }
}

/** A file system's own errors hold paths, so they are told as the cause of one without. */
function attempt<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw invalidGraph(path, 'cannot be read', cause)
  }
}
