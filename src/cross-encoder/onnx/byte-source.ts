import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const pageBytes = 65_536

/** Bytes of a file by their place, read a page at a time: what is skipped is never read, so memory stays bounded. */
export class ByteSource {
  readonly size: number
  readonly #descriptor: number
  readonly #page: Buffer = Buffer.allocUnsafe(pageBytes)
  #pageStart = 0
  #pageLength = 0

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r')
    this.size = fstatSync(this.#descriptor).size
  }

  /** The byte at `place`; undefined beyond the end. */
  byteAt(place: number): number | undefined {
    if (place < this.#pageStart || place >= this.#pageStart + this.#pageLength) {
      this.#pageStart = place
      this.#pageLength = readSync(this.#descriptor, this.#page, 0, pageBytes, place)
      if (this.#pageLength === 0) return undefined
    }
    return this.#page[place - this.#pageStart]
  }

  /** A copy of the bytes from `start` to `end`. */
  bytes(start: number, end: number): Buffer {
    const buffer = Buffer.alloc(end - start)
    let filled = 0
    while (filled < buffer.length) {
      const count = readSync(this.#descriptor, buffer, filled, buffer.length - filled, start + filled)
      if (count === 0) break
      filled += count
    }
    return buffer.subarray(0, filled)
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}
