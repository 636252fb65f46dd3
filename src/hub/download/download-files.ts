import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import type { RepositoryFolders } from '../cache/cache-layout.ts'
import { formatBytes } from '../format-bytes.ts'
import type { ResolvedHubSettings } from '../hub-settings.ts'
import type { HubFile } from '../repository-listing.ts'
import { downloadBlob, hasBlob } from './download-blob.ts'
import { checkFreeSpace } from './free-space.ts'
import { partialPath } from './partial-file.ts'

/** How far a pull has come. */
export interface PullProgress {
  /** The file that is being downloaded. */
  readonly path: string
  /** Files that the cache lacked when the pull began, and how many of them are complete. */
  readonly files: number
  readonly completedFiles: number
  /** Bytes of those files, and how many of them are there; what an earlier pull left counts. */
  readonly totalBytes: number
  readonly completedBytes: number
  /** Bytes that came over the network. */
  readonly downloadedBytes: number
}

/** Downloads the files that the cache lacks, one after the other, and says how many bytes came for it. */
export async function downloadFiles({
  files,
  repository,
  commit,
  folders,
  settings,
  onProgress = () => {},
  onWarning = () => {},
  signal,
}: {
  files: readonly HubFile[]
  repository: string
  commit: string
  folders: RepositoryFolders
  settings: ResolvedHubSettings
  onProgress?: ((progress: PullProgress) => void) | undefined
  onWarning?: ((message: string) => void) | undefined
  signal?: AbortSignal | undefined
}): Promise<number> {
  checkSizes({ files, repository, settings })
  const lacking: HubFile[] = []
  const hashes = new Set<string>()
  for (const file of files) {
    // Two files of the same content are one blob.
    if (!hashes.has(file.blob.hash) && !(await hasBlob({ file, folders, signal }))) lacking.push(file)
    hashes.add(file.blob.hash)
  }
  const totalBytes = sum(lacking.map(({ size }) => size))
  const begun = await Promise.all(lacking.map(async ({ blob }) => sizeOf(partialPath(join(folders.blobs, blob.hash)))))
  const { cacheFolder, system } = settings
  await checkFreeSpace({ folder: cacheFolder, needed: totalBytes - sum(begun), name: repository, system })
  let earlierBytes = 0
  let downloadedBytes = 0
  for (const [completedFiles, file] of lacking.entries()) {
    const report = ({ bytes, received }: { bytes: number; received: number }): void => {
      downloadedBytes += received
      const completedBytes = earlierBytes + bytes
      onProgress({
        path: file.path,
        files: lacking.length,
        completedFiles,
        totalBytes,
        completedBytes,
        downloadedBytes,
      })
    }
    await downloadBlob({ file, repository, commit, folders, settings, onProgress: report, onWarning, signal })
    earlierBytes += file.size
    onProgress({
      path: file.path,
      files: lacking.length,
      completedFiles: completedFiles + 1,
      totalBytes,
      completedBytes: earlierBytes,
      downloadedBytes,
    })
  }
  return downloadedBytes
}

function checkSizes({
  files,
  repository,
  settings: { maxFileBytes, maxTotalBytes },
}: {
  files: readonly HubFile[]
  repository: string
  settings: ResolvedHubSettings
}): void {
  const refuse = (what: string, bytes: number, limit: number, name: string): SecondpassError =>
    new SecondpassError({
      code: 'download_failed',
      message: `${what} of ${repository} has ${formatBytes(bytes)}, more than the limit of ${formatBytes(limit)} (${name}).`,
    })
  const large = files.find(({ size }) => size > maxFileBytes)
  if (large !== undefined) throw refuse(large.path, large.size, maxFileBytes, 'maxFileBytes')
  const total = sum(files.map(({ size }) => size))
  if (total > maxTotalBytes) throw refuse('The selection', total, maxTotalBytes, 'maxTotalBytes')
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
