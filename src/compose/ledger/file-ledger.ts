import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HourSums } from './hour-sums.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import { formatEntry, parseEntry } from './parse-entry.ts'

const newline = 0x0a

/**
 * A ledger in a file of JSON lines, one an entry, that several processes of one machine may share. Lines are only ever
 * added; one that is torn, by a process that was killed or a full disk, is passed over. `secondpass cost` reports it.
 *
 * @param path - The file; it and its folder are made when they are not there.
 * @example
 * ```ts
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { fileLedger } from 'secondpass'
 *
 * const ledger = fileLedger(join(tmpdir(), `secondpass-example-${process.pid}.jsonl`))
 * await ledger.add({ time: new Date(), id: 'cohere:rerank-v3.5', cost: 0.002, requests: 1, searchUnits: 1 })
 * console.log(await ledger.total({ since: new Date(Date.now() - 3_600_000) })) // 0.002
 * ```
 */
export function fileLedger(path: string): Ledger {
  return new FileLedger(path)
}

class FileLedger implements Ledger {
  readonly #path: string
  readonly #sums = new HourSums()
  /** How far the file was read. */
  #offset = 0
  /** Reads and writes of this process follow each other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  async add(entry: LedgerEntry): Promise<void> {
    await this.#inTurn(async (file) => {
      const { size } = await file.stat()
      const torn = size > 0 && (await readBytes(file, { from: size - 1, to: size }))[0] !== newline
      // One write with the file's append flag: lines of other processes stand before or after it, never within.
      await file.appendFile(`${torn ? '\n' : ''}${formatEntry(entry)}\n`)
    })
  }

  async total({ since }: { since: Date }): Promise<number> {
    await this.#inTurn((file) => this.#readOn(file))
    return this.#sums.total(since)
  }

  async hours({ since }: { since: Date }): ReturnType<Ledger['hours']> {
    await this.#inTurn((file) => this.#readOn(file))
    return this.#sums.hours(since)
  }

  /** Reads what was added since the last time, to the last whole line. */
  async #readOn(file: FileHandle): Promise<void> {
    const { size } = await file.stat()
    if (size < this.#offset) {
      // Somebody has cut the file, or put a new one in its place.
      this.#offset = 0
      this.#sums.clear()
    }
    const bytes = await readBytes(file, { from: this.#offset, to: size })
    const end = bytes.lastIndexOf(newline) + 1
    this.#offset += end
    for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) {
      const entry = parseEntry(line)
      if (entry !== undefined) this.#sums.add(entry)
    }
  }

  async #inTurn(work: (file: FileHandle) => Promise<void>): Promise<void> {
    const turn = this.#last.then(async () => {
      await mkdir(dirname(this.#path), { recursive: true })
      const file = await open(this.#path, 'a+')
      try {
        await work(file)
      } finally {
        await file.close()
      }
    })
    this.#last = turn.catch(() => {})
    await turn
  }
}

async function readBytes(file: FileHandle, { from, to }: { from: number; to: number }): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from)
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
  return buffer.subarray(0, bytesRead)
}
