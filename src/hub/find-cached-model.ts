import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { SecondpassError } from '../reranker/index.ts'
import { isAllowedFile } from './allowed-file.ts'
import { type RepositoryFolders, repositoryFolders } from './cache/cache-layout.ts'
import { cachedSize } from './cache/cached-size.ts'
import { readListingRecord } from './cache/listing-record.ts'
import { type HubSettings, type ResolvedHubSettings, resolveHubSettings } from './hub-settings.ts'
import type { LockedModel } from './model-lock.ts'
import { commitPattern, type HubName } from './parse-hub-name.ts'
import type { PulledModel } from './pulled-model.ts'
import type { ListedFile } from './repository-listing.ts'
import { resolveHubName } from './resolve-hub-name.ts'
import { type FileSelector, selectFiles } from './select-files.ts'

/** What the cache has of a model. */
export type CacheLookup =
  | {
      readonly found: PulledModel
      /** Whether it is known which files the model has, or only which the cache has: Python may have brought a part. */
      readonly listed: boolean
    }
  /** Why it has not: in words that follow "in the cache, ". */
  | { readonly found: undefined; readonly missing: string }

/**
 * Finds a model that the cache holds with all files it needs, whether secondpass or Python brought them. Never uses the
 * network; for a branch, what it was when it was last pulled.
 *
 * @throws SecondpassError `invalid_request` when the name names no model of a hub.
 */
export function findCachedModel({
  name,
  select,
  settings = {},
}: {
  /** `hf:organisation/name`, `hf:…@revision`, or an alias. */
  name: string
  select: FileSelector
  settings?: HubSettings
}): PulledModel | undefined {
  return lookUpModel({ name: resolveHubName(name), select, settings: resolveHubSettings(settings) }).found
}

/** As {@link findCachedModel}, and says what is missing. */
export function lookUpModel({
  name: { repository, revision },
  commit: knownCommit,
  locked,
  select,
  settings,
}: {
  name: HubName
  commit?: string | undefined
  /** What a lock file has of the model; it too says which files there are. */
  locked?: LockedModel | undefined
  select: FileSelector
  settings: ResolvedHubSettings
}): CacheLookup {
  const folders = repositoryFolders({ cacheFolder: settings.cacheFolder, repository })
  const commit = knownCommit ?? readReference(folders, revision)
  if (commit === undefined) return { found: undefined, missing: `revision "${revision}" is not there` }
  const folder = join(folders.snapshots, commit)
  const listing = readListingRecord(folders, commit) ?? listLocked(locked)
  let chosen: ListedFile[]
  try {
    chosen = selectFiles({ files: listing ?? listFolder(folder), select, repository })
  } catch (error) {
    // What is in a folder need not be all that the repository has.
    if (listing !== undefined || !SecondpassError.isInstance(error)) throw error
    return { found: undefined, missing: error.message }
  }
  const files: { path: string; size: number; sha256?: string }[] = []
  for (const { path, size, blob } of chosen) {
    const found = cachedSize({ path: join(folder, path), folders, cacheFolder: settings.cacheFolder })
    if (found === undefined) return { found: undefined, missing: `the file ${path} is not there` }
    if (size !== undefined && size !== found)
      return { found: undefined, missing: `the file ${path} has the wrong size` }
    files.push({ path, size: found, ...(blob?.algorithm === 'sha256' ? { sha256: blob.hash } : {}) })
  }
  return { found: { folder, repository, revision, commit, files, downloadedBytes: 0 }, listed: listing !== undefined }
}

/** The commit of a branch or tag, as it was when it was last asked for. */
export function readReference(folders: RepositoryFolders, revision: string): string | undefined {
  if (commitPattern.test(revision)) return revision
  try {
    const commit = readFileSync(join(folders.refs, revision), 'utf8').trim()
    return commitPattern.test(commit) ? commit : undefined
  } catch {
    return undefined
  }
}

function listLocked(locked: LockedModel | undefined): ListedFile[] | undefined {
  if (locked === undefined) return undefined
  return Object.entries(locked.files).map(([path, { size, sha256: hash }]) => ({
    path,
    size,
    blob: { algorithm: 'sha256', hash },
  }))
}

function listFolder(folder: string): ListedFile[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll(sep, '/'))
      .filter(isAllowedFile)
      .map((path) => ({ path, size: statSync(join(folder, path), { throwIfNoEntry: false })?.size, blob: undefined }))
      .filter(({ size }) => size !== undefined)
  } catch {
    return []
  }
}
