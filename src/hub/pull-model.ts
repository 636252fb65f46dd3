import { join } from 'node:path'
import { SecondpassError } from '../reranker/index.ts'
import { type RepositoryFolders, repositoryFolders } from './cache/cache-layout.ts'
import { cachedSize } from './cache/cached-size.ts'
import { linkBlob } from './cache/link-blob.ts'
import { readListingRecord, writeListingRecord } from './cache/listing-record.ts'
import { writeFileAtomically } from './cache/write-file-atomically.ts'
import { checkListedFiles, checkLockedFiles, hashModelFiles } from './check-locked-files.ts'
import { downloadFiles, type PullProgress } from './download/download-files.ts'
import { lookUpModel, readReference } from './find-cached-model.ts'
import { TransientError } from './http/transient-error.ts'
import { toHubError } from './hub-error.ts'
import { type HubSettings, type ResolvedHubSettings, resolveHubSettings } from './hub-settings.ts'
import { defaultLockFile, type LockedModel, readLockedModel, readModelLock, updateModelLock } from './model-lock.ts'
import { commitPattern, formatHubName, type HubName } from './parse-hub-name.ts'
import type { PulledModel } from './pulled-model.ts'
import { completeFile, readRepository } from './read-repository.ts'
import type { HubFile, RepositoryListing } from './repository-listing.ts'
import { resolveHubName } from './resolve-hub-name.ts'
import { type FileSelector, selectFiles } from './select-files.ts'

/** What to pull, and how. */
export interface PullOptions {
  /** `hf:organisation/name`, `hf:…@revision`, or an alias. */
  readonly name: string
  /** Which of the repository's files the model needs. */
  readonly select: FileSelector
  readonly settings?: HubSettings | undefined
  /** Path of the lock file. Without `frozen`, the pulled model is written into it. */
  readonly lockFile?: string | undefined
  /** Use exactly what the lock file says, `models.lock.json` by default, or fail. */
  readonly frozen?: boolean | undefined
  readonly onProgress?: ((progress: PullProgress) => void) | undefined
  /** Told what does not stop the pull: that it waits for another process, or takes a branch as it was. */
  readonly onWarning?: ((message: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

interface Pull extends Omit<PullOptions, 'name' | 'settings'> {
  readonly name: HubName
  readonly settings: ResolvedHubSettings
  readonly folders: RepositoryFolders
  /** Instead of what the hub says the revision is. */
  readonly locked: LockedModel | undefined
}

/**
 * Brings the files of a model into the cache, those that are not there, and says where they are. Each is checked against its
 * size and hash before it gets its name. A pull that was stopped, by whatever, goes on where it stopped.
 *
 * @throws SecondpassError `model_not_found`, `unauthorized`, `offline`, `rate_limited`, `invalid_model`, `download_failed`,
 *   `cancelled`, or `invalid_request` for a bad name or setting.
 */
export async function pullModel(options: PullOptions): Promise<PulledModel> {
  const { lockFile, frozen = false, signal } = options
  const name = resolveHubName(options.name)
  const settings = resolveHubSettings(options.settings)
  const fullName = formatHubName(name)
  try {
    signal?.throwIfAborted()
    const locked = frozen ? readLockedModel({ path: lockFile ?? defaultLockFile, name: fullName }) : undefined
    if (lockFile !== undefined) readModelLock(lockFile) // A damaged one is better known before the download.
    const folders = repositoryFolders({ cacheFolder: settings.cacheFolder, repository: name.repository })
    const model = await pull({ ...options, name, settings, folders, locked })
    if (locked !== undefined) return await checkLockedFiles({ model, locked, signal })
    if (lockFile === undefined) return model
    const hashed = await hashModelFiles({ model, signal })
    const files = Object.fromEntries(hashed.files.map(({ path, size, sha256 }) => [path, { size, sha256 }]))
    await updateModelLock({ path: lockFile, name: fullName, model: { commit: model.commit, files } })
    return hashed
  } catch (error) {
    throw toHubError({ error, signal })
  }
}

async function pull(options: Pull): Promise<PulledModel> {
  const { name, settings, locked, select, onWarning = () => {} } = options
  const commit = locked?.commit ?? (commitPattern.test(name.revision) ? name.revision : undefined)
  const lookUp = (): ReturnType<typeof lookUpModel> => lookUpModel({ name, commit, locked, select, settings })
  if (settings.offline || commit !== undefined) {
    const lookup = lookUp()
    if (lookup.found === undefined) {
      if (settings.offline) throw offline(name, lookup.missing)
    } else if (settings.offline || lookup.listed) return lookup.found
  }
  let listing: RepositoryListing
  try {
    listing = await readRepository({ ...options, repository: name.repository, revision: commit ?? name.revision })
  } catch (error) {
    const found = error instanceof TransientError ? lookUp().found : undefined
    if (found === undefined) throw error
    onWarning(`${(error as Error).message} Using ${formatHubName(name)} as it was: commit ${found.commit}.`)
    return found
  }
  if (commit !== undefined && listing.commit !== commit) {
    throw new SecondpassError({
      code: 'download_failed',
      message: `Asked for commit ${commit} of ${name.repository}, the hub answers with ${listing.commit}.`,
    })
  }
  return await pullListed({ ...options, listing, moves: commit === undefined })
}

async function pullListed(options: Pull & { listing: RepositoryListing; moves: boolean }): Promise<PulledModel> {
  const { name, settings, folders, locked, select, listing, moves, signal } = options
  const { repository, revision } = name
  const { commit } = listing
  const chosen = selectFiles({ files: listing.files, select, repository })
  const files: HubFile[] = []
  for (const file of chosen) files.push(await completeFile({ file, repository, revision: commit, settings, signal }))
  if (locked !== undefined) checkListedFiles({ files, locked, repository })
  const folder = join(folders.snapshots, commit)
  const { cacheFolder } = settings
  // What is there stays untouched: the cache may be one that only another user can write to.
  const lacking = files.filter(
    ({ path, size }) => cachedSize({ path: join(folder, path), folders, cacheFolder }) !== size,
  )
  const downloadedBytes = await downloadFiles({ ...options, files: lacking, repository, commit })
  for (const { path, blob } of lacking) {
    const blobPath = join(folders.blobs, blob.hash)
    await linkBlob({ blobPath, snapshotPath: join(folder, path), folders, system: settings.system })
  }
  if (readListingRecord(folders, commit) === undefined) await writeListingRecord(folders, listing)
  // Last, so that a branch never names a snapshot that is not complete.
  if (moves && readReference(folders, revision) !== commit) {
    await writeFileAtomically(join(folders.refs, revision), commit)
  }
  const described = files.map(({ path, size, blob }) => ({
    path,
    size,
    ...(blob.algorithm === 'sha256' ? { sha256: blob.hash } : {}),
  }))
  return { folder, repository, revision, commit, files: described, downloadedBytes }
}

function offline(name: HubName, missing: string): SecondpassError {
  return new SecondpassError({
    code: 'offline',
    message: `${formatHubName(name)} is not in the cache (${missing}), and the network is not to be used (HF_HUB_OFFLINE). Where there is a network, run: secondpass model pull ${formatHubName(name)}`,
  })
}
