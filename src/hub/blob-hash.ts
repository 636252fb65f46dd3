import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** What a file's content must be. Git names small files by the SHA-1 of a header and the content, large ones by SHA-256. */
export interface BlobIdentity {
  readonly algorithm: 'sha256' | 'git-sha1'
  /** Lower-case hex: the only thing from outside that becomes the name of a blob's file. */
  readonly hash: string
}

/** Recognises a blob by its name, which is an entity tag of the hub; undefined for what is neither kind of hash. */
export function parseBlobIdentity(tag: string | undefined): BlobIdentity | undefined {
  const hash = tag?.replace(/^W\//, '').replace(/^"(.*)"$/, '$1')
  if (hash === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hash)) return undefined
  return { algorithm: hash.length === 64 ? 'sha256' : 'git-sha1', hash }
}

/** The hash that a blob's content is fed to. Git's needs to know the size before. */
export function createBlobHash({ algorithm, size }: { algorithm: BlobIdentity['algorithm']; size: number }): Hash {
  return algorithm === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`)
}

/** Hashes a file without holding it in memory. */
export async function hashFile({
  path,
  algorithm,
  size,
  signal,
}: {
  path: string
  algorithm: BlobIdentity['algorithm']
  size: number
  signal?: AbortSignal | undefined
}): Promise<string> {
  const hash = createBlobHash({ algorithm, size })
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576, signal })) hash.update(chunk)
  return hash.digest('hex')
}
