import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import { hashFile } from '../blob-hash.ts'
import type { RepositoryFolders } from '../cache/cache-layout.ts'
import { acquireLock, type ProcessLock } from '../cache/process-lock.ts'
import { withRetries } from '../http/with-retries.ts'
import type { ResolvedHubSettings } from '../hub-settings.ts'
import type { HubFile } from '../repository-listing.ts'
import { PartialFile, partialPath, removePartial } from './partial-file.ts'
import { receiveFile } from './receive-file.ts'

/** What a download is about, and whom to tell. */
export interface BlobDownload {
  file: HubFile
  repository: string
  commit: string
  folders: RepositoryFolders
  settings: ResolvedHubSettings
  /** `bytes` of the file are there; `received` of them were sent just now. */
  onProgress: (progress: { bytes: number; received: number }) => void
  onWarning: (message: string) => void
  signal?: AbortSignal | undefined
}

/** Whether the cache has a blob, whole. Other programs do not check what they write, so what they left is hashed too. */
export async function hasBlob({
  file: { blob, size },
  folders,
  signal,
}: Pick<BlobDownload, 'file' | 'folders' | 'signal'>): Promise<boolean> {
  const path = join(folders.blobs, blob.hash)
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true || found.size !== size) return false
  return (await hashFile({ path, algorithm: blob.algorithm, size, signal })) === blob.hash
}

/** Brings a blob into the cache, checked, unless another process did so while this one waited for it. */
export async function downloadBlob(download: BlobDownload): Promise<void> {
  const { file, repository, folders, settings, onWarning, signal } = download
  const lock = await acquireLock({
    // Python locks <hash>.lock with a call that Node.js lacks. Two names, so that neither takes the other's for its own;
    // should both download a blob at once, both rename a complete file, and the second replaces the first.
    path: join(folders.locks, `${file.blob.hash}.secondpass.lock`),
    subject: `${file.path} of ${repository}`,
    timeout: settings.lockTimeout,
    onWait: onWarning,
    signal,
  })
  try {
    if (await hasBlob(download)) return
    await receiveAndCheck({ ...download, lock })
  } finally {
    await lock.release()
  }
}

async function receiveAndCheck({ lock, ...download }: BlobDownload & { lock: ProcessLock }): Promise<void> {
  const { file, repository, folders, onProgress, settings, signal } = download
  const blobPath = join(folders.blobs, file.blob.hash)
  // The former holder may wake up and write on; to a file that no longer has a name, it may.
  if (lock.seized) await removePartial(partialPath(blobPath))
  const partial = await PartialFile.open({ file, blobPath, signal })
  const resumed = partial.bytes > 0
  let wrong = false
  try {
    onProgress({ bytes: partial.bytes, received: 0 })
    const onBytes = (received: number): void => onProgress({ bytes: partial.bytes, received })
    await withRetries({
      attempt: () => receiveFile({ ...download, partial, onBytes }),
      progress: () => partial.bytes,
      settings,
      signal,
    })
    const found = partial.digest()
    wrong = found !== file.blob.hash
    if (!wrong) {
      await lock.assertHeld()
      return await partial.moveTo(blobPath)
    }
    if (!resumed) throw wrongHash({ file, repository, found })
  } finally {
    if (wrong || partial.bytes === 0) await partial.discard()
    else await partial.close()
  }
  // What an earlier try left may have been damaged since: once more, from nothing.
  await receiveAndCheck({ ...download, lock })
}

function wrongHash({ file, repository, found }: { file: HubFile; repository: string; found: string }): SecondpassError {
  const { algorithm, hash } = file.blob
  return new SecondpassError({
    code: 'download_failed',
    message: `${file.path} of ${repository} has the wrong ${algorithm}: expected ${hash}, found ${found}. It was deleted; try again later.`,
  })
}
