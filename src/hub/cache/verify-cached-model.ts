import { basename } from 'node:path'
import { type BlobIdentity, hashFile, parseBlobIdentity } from '../blob-hash.ts'
import { type HubSettings, resolveHubSettings } from '../hub-settings.ts'
import type { ModelLock } from '../model-lock.ts'
import { formatHubName } from '../parse-hub-name.ts'
import { type RepositoryFolders, repositoryFolders } from './cache-layout.ts'
import type { CachedFile, CachedSnapshot } from './list-cached-models.ts'
import { readListingRecord } from './listing-record.ts'

/** What was found of one file. */
export interface FileVerdict {
  readonly repository: string
  readonly commit: string
  readonly path: string
  /**
   * - `ok`: the content has the hash that it should have.
   * - `wrong`: it has not, or the lock says otherwise.
   * - `missing`: a link to nothing, or a file of the lock that is not there.
   * - `unverifiable`: nothing says which hash it should have.
   */
  readonly status: 'ok' | 'wrong' | 'missing' | 'unverifiable'
  readonly expected?: string
  readonly found?: string
}

/** Hashes every file of a snapshot and compares it with its blob's name, with the hub's list, and with the lock. */
export async function verifyCachedModel({
  snapshot,
  lock = {},
  settings = {},
  signal,
}: {
  snapshot: CachedSnapshot
  lock?: ModelLock
  settings?: HubSettings
  signal?: AbortSignal
}): Promise<FileVerdict[]> {
  const { repository, commit, files, revisions } = snapshot
  const { cacheFolder } = resolveHubSettings(settings)
  const folders = repositoryFolders({ cacheFolder, repository })
  const listed = new Map(readListingRecord(folders, commit)?.map(({ path, blob }) => [path, blob]))
  const locked = [...revisions, commit]
    .map((revision) => lock[formatHubName({ repository, revision })])
    .find((model) => model?.commit === commit)
  const verdicts: FileVerdict[] = []
  for (const file of files) {
    const identities = [nameOfBlob(file, folders), listed.get(file.path)].filter((found) => found !== undefined)
    const sha256 = locked?.files[file.path]?.sha256
    if (sha256 !== undefined) identities.push({ algorithm: 'sha256', hash: sha256 })
    verdicts.push({ repository, commit, path: file.path, ...(await judge({ file, identities, signal })) })
  }
  const present = new Set(files.map(({ path }) => path))
  for (const path of Object.keys(locked?.files ?? {}).filter((path) => !present.has(path))) {
    verdicts.push({ repository, commit, path, status: 'missing' })
  }
  return verdicts
}

async function judge({
  file: { blobPath, size },
  identities,
  signal,
}: {
  file: CachedFile
  identities: readonly BlobIdentity[]
  signal: AbortSignal | undefined
}): Promise<Pick<FileVerdict, 'status' | 'expected' | 'found'>> {
  if (size === undefined) return { status: 'missing' }
  const found = new Map<BlobIdentity['algorithm'], string>()
  for (const { algorithm, hash } of identities) {
    if (!found.has(algorithm)) found.set(algorithm, await hashFile({ path: blobPath, algorithm, size, signal }))
    if (found.get(algorithm) !== hash) return { status: 'wrong', expected: hash, found: found.get(algorithm) as string }
  }
  return { status: identities.length > 0 ? 'ok' : 'unverifiable' }
}

/** A blob is named by its hash; a file in a snapshot, where there are no links, is not. */
function nameOfBlob({ blobPath }: CachedFile, folders: RepositoryFolders): BlobIdentity | undefined {
  return blobPath.startsWith(folders.blobs) ? parseBlobIdentity(basename(blobPath)) : undefined
}
