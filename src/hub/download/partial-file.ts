import type { Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import { createBlobHash } from '../blob-hash.ts'
import type { HubFile } from '../repository-listing.ts'

/**
 * A blob that is on its way. It stands beside the blobs under a name of its own that does not change between processes, so
 * that the next one goes on; who holds the blob's lock is its only writer. It becomes a blob whole and checked, or not at all.
 */
export class PartialFile {
  /** Bytes that are written, and in the hash. */
  bytes = 0
  /** The server's strong tag for what `bytes` are from: a resumed request asks for the rest of that, or for everything. */
  validator: string | undefined
  readonly #file: HubFile
  readonly #path: string
  readonly #handle: FileHandle
  #hash: Hash

  private constructor({ file, path, handle }: { file: HubFile; path: string; handle: FileHandle }) {
    this.#file = file
    this.#path = path
    this.#handle = handle
    this.#hash = this.#emptyHash()
  }

  /** Opens what an earlier try has left, and hashes it; or begins anew. */
  static async open({
    file,
    blobPath,
    signal,
  }: {
    file: HubFile
    blobPath: string
    signal?: AbortSignal | undefined
  }): Promise<PartialFile> {
    const path = partialPath(blobPath)
    await mkdir(dirname(path), { recursive: true })
    const handle = await open(path, 'r+').catch(() => open(path, 'w+'))
    const partial = new PartialFile({ file, path, handle })
    try {
      await partial.#readExisting(signal)
      return partial
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async #readExisting(signal: AbortSignal | undefined): Promise<void> {
    const { size } = await this.#handle.stat()
    if (size > this.#file.size) return await this.restart()
    if (size === 0) return
    for await (const chunk of createReadStream(this.#path, { end: size - 1, highWaterMark: 1_048_576, signal })) {
      this.#hash.update(chunk)
      this.bytes += chunk.length
    }
    this.validator = await readFile(validatorPath(this.#path), 'utf8').catch(() => undefined)
  }

  /** Forgets what is there. */
  async restart(): Promise<void> {
    await this.#handle.truncate(0)
    this.#hash = this.#emptyHash()
    this.bytes = 0
    this.validator = undefined
    await rm(validatorPath(this.#path), { force: true })
  }

  /** Notes which content the coming bytes are from, for a process that goes on. */
  async setValidator(validator: string | undefined): Promise<void> {
    if (validator === this.validator) return
    this.validator = validator
    if (validator === undefined) await rm(validatorPath(this.#path), { force: true })
    else await writeFile(validatorPath(this.#path), validator)
  }

  async append(chunk: Uint8Array): Promise<void> {
    let written = 0
    while (written < chunk.length) {
      const length = chunk.length - written
      written += (await this.#handle.write(chunk, written, length, this.bytes + written)).bytesWritten
    }
    this.#hash.update(chunk)
    this.bytes += chunk.length
  }

  /** The hash of all bytes, when the file is complete. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  /** Makes it the blob. Only for who has compared {@link digest}. */
  async moveTo(blobPath: string): Promise<void> {
    await this.#handle.sync()
    const [own, there] = await Promise.all([this.#handle.stat(), stat(this.#path).catch(() => undefined)])
    if (own.size !== this.#file.size || there?.ino !== own.ino) {
      throw new SecondpassError({
        code: 'download_failed',
        message: `Another program changed the download of ${this.#file.path} in the cache. Try again.`,
      })
    }
    await this.#handle.close()
    await rename(this.#path, blobPath)
    await rm(validatorPath(this.#path), { force: true })
    await syncFolder(dirname(blobPath))
  }

  /** Leaves it for the next try. Closing twice does no harm. */
  async close(): Promise<void> {
    await this.#handle.close().catch(() => {})
  }

  /** Removes it. */
  async discard(): Promise<void> {
    await this.close()
    await removePartial(this.#path)
  }

  #emptyHash(): Hash {
    return createBlobHash({ algorithm: this.#file.blob.algorithm, size: this.#file.size })
  }
}

/** Python's tools, too, take files of this ending for unfinished downloads, and offer to remove them. */
export function partialPath(blobPath: string): string {
  return `${blobPath}.secondpass.incomplete`
}

/** Removes an unfinished download and what is noted of it. */
export async function removePartial(path: string): Promise<void> {
  await rm(path, { force: true })
  await rm(validatorPath(path), { force: true })
}

function validatorPath(path: string): string {
  return path.replace(/incomplete$/, 'validator.incomplete')
}

/** So that the new name survives a loss of power. Not every system can, and then it is as safe as a rename is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
