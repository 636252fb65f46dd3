import { lstat, readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import { type HubSettings, resolveHubSettings } from '../hub-settings.ts'
import { resolveHubName } from '../resolve-hub-name.ts'
import { type RepositoryFolders, repositoryFolders } from './cache-layout.ts'
import { type CachedSnapshot, listSnapshots, readReferences } from './list-cached-models.ts'
import { isLockHeld } from './process-lock.ts'

/** What a removal did. */
export interface RemovedModel {
  readonly repository: string
  readonly commits: readonly string[]
  /** Contents that no other commit of the model uses. */
  readonly blobs: number
  readonly freedBytes: number
}

/**
 * Removes a model from the cache: with `@revision`, that commit; without, all of it. In an order that leaves nothing broken
 * when it is interrupted: names first, then links, then contents.
 *
 * @throws SecondpassError `model_not_found` when the cache does not have it; `download_failed` while a process pulls it.
 */
export async function removeCachedModel({
  name,
  settings = {},
}: {
  /** `hf:organisation/name`, `hf:…@revision`, or an alias. */
  name: string
  settings?: HubSettings
}): Promise<RemovedModel> {
  const { cacheFolder } = resolveHubSettings(settings)
  const { repository, revision } = resolveHubName(name)
  const folders = repositoryFolders({ cacheFolder, repository })
  const snapshots = await listSnapshots({ cacheFolder, repository })
  const everything = !name.includes('@')
  const [gone, kept] = partition(
    snapshots,
    ({ commit, revisions }) => everything || commit === revision || revisions.includes(revision),
  )
  const exists = (await lstat(folders.root).catch(() => undefined)) !== undefined
  if (everything ? !exists : gone.length === 0) {
    throw new SecondpassError({ code: 'model_not_found', message: `${name} is not in the cache.` })
  }
  await checkUnused(folders, name)
  const commits = gone.map(({ commit }) => commit)
  for (const reference of await readReferences(folders)) {
    if (everything || commits.includes(reference.commit)) await rm(join(folders.refs, reference.revision))
  }
  const freed = await removeFiles({ folders, gone, kept, everything })
  return { repository, commits, ...freed }
}

async function removeFiles({
  folders,
  gone,
  kept,
  everything,
}: {
  folders: RepositoryFolders
  gone: readonly CachedSnapshot[]
  kept: readonly CachedSnapshot[]
  everything: boolean
}): Promise<{ blobs: number; freedBytes: number }> {
  const used = new Set(kept.flatMap(({ files }) => files.map(({ blobPath }) => blobPath)))
  // Where there are no links, a file stands in the snapshot, and its blob may or may not stand beside.
  const unused = new Set(gone.flatMap(({ files }) => files.map(({ blobPath }) => blobPath)))
  if (everything) for (const blob of await readdir(folders.blobs).catch(() => [])) unused.add(join(folders.blobs, blob))
  // A link may lead anywhere; what is not of this model is not ours to remove.
  const removed = [...unused].filter((path) => !used.has(path) && path.startsWith(folders.root + sep))
  const freedBytes = (await Promise.all(removed.map(ownSize))).reduce((total, size) => total + size, 0)
  for (const { commit } of gone) {
    await rm(join(folders.snapshots, commit), { recursive: true, force: true })
    await rm(join(folders.listings, `${commit}.json`), { force: true })
    await rm(join(folders.trees, `${commit}.json`), { force: true })
    await rm(join(dirname(folders.snapshots), '.no_exist', commit), { recursive: true, force: true })
  }
  for (const path of removed) await rm(path, { force: true })
  if (everything) {
    await rm(folders.root, { recursive: true, force: true })
    await rm(folders.locks, { recursive: true, force: true })
    await rmdir(dirname(folders.locks)).catch(() => {}) // Where it was the last one.
  }
  return { blobs: removed.length, freedBytes }
}

/** What is behind a link belongs to others too. Of a file with several names, each frees its share. */
async function ownSize(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined)
  return found?.isFile() ? found.size / found.nlink : 0
}

async function checkUnused(folders: RepositoryFolders, name: string): Promise<void> {
  for (const lock of await readdir(folders.locks).catch(() => [])) {
    if (!lock.endsWith('.secondpass.lock') || !(await isLockHeld(join(folders.locks, lock)))) continue
    throw new SecondpassError({
      code: 'download_failed',
      message: `${name} is being downloaded by another process. Try again when it has ended.`,
    })
  }
}

function partition<T>(items: readonly T[], predicate: (item: T) => boolean): [T[], T[]] {
  return [items.filter(predicate), items.filter((item) => !predicate(item))]
}
