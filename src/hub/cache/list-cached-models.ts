import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type HubSettings, resolveHubSettings } from '../hub-settings.ts'
import { type RepositoryFolders, repositoryFolders, repositoryOfFolder } from './cache-layout.ts'

/** One commit of a model in the cache, whoever brought it. */
export interface CachedSnapshot {
  readonly repository: string
  readonly commit: string
  /** Branches and tags that name the commit. */
  readonly revisions: readonly string[]
  readonly folder: string
  readonly files: readonly CachedFile[]
  /** Bytes of its files; those that other commits share count here too. */
  readonly size: number
  /** When one of its files was last read, as far as the file system keeps that. */
  readonly lastUsed: Date
}

/** A file of a snapshot. */
export interface CachedFile {
  readonly path: string
  /** Where its content is: a blob, or the file itself where there are no links. */
  readonly blobPath: string
  /** Undefined when the content is not there. */
  readonly size: number | undefined
  readonly lastUsed: Date
}

/** All models of the cache that have an ONNX graph; with `all`, all models. */
export async function listCachedModels({
  settings = {},
  all = false,
}: {
  settings?: HubSettings
  all?: boolean
} = {}): Promise<CachedSnapshot[]> {
  const { cacheFolder } = resolveHubSettings(settings)
  const names = (await readdir(cacheFolder).catch(() => [])).sort()
  const snapshots: CachedSnapshot[] = []
  for (const name of names) {
    const repository = repositoryOfFolder(name)
    if (repository !== undefined) snapshots.push(...(await listSnapshots({ cacheFolder, repository })))
  }
  return all ? snapshots : snapshots.filter(({ files }) => files.some(({ path }) => path.endsWith('.onnx')))
}

/** All commits of one repository that the cache has. */
export async function listSnapshots({
  cacheFolder,
  repository,
}: {
  cacheFolder: string
  repository: string
}): Promise<CachedSnapshot[]> {
  const folders = repositoryFolders({ cacheFolder, repository })
  const references = await readReferences(folders)
  const commits = (await readdir(folders.snapshots).catch(() => [])).sort()
  return await Promise.all(
    commits.map(async (commit) => {
      const folder = join(folders.snapshots, commit)
      const files = await listFiles(folder)
      return {
        repository,
        commit,
        revisions: references.filter((reference) => reference.commit === commit).map(({ revision }) => revision),
        folder,
        files,
        size: files.reduce((total, { size = 0 }) => total + size, 0),
        lastUsed: new Date(Math.max(0, ...files.map(({ lastUsed }) => lastUsed.getTime()))),
      }
    }),
  )
}

/** The branches and tags of a repository that the cache knows. */
export async function readReferences(folders: RepositoryFolders): Promise<{ revision: string; commit: string }[]> {
  const paths = await listPaths(folders.refs)
  return await Promise.all(
    paths.map(async (path) => ({
      revision: relative(folders.refs, path).replaceAll(sep, '/'),
      commit: (await readFile(path, 'utf8').catch(() => '')).trim(),
    })),
  )
}

async function listFiles(folder: string): Promise<CachedFile[]> {
  const paths = await listPaths(folder)
  return await Promise.all(
    paths.map(async (path) => {
      const [target, found] = await Promise.all([
        readlink(path).catch(() => undefined),
        stat(path).catch(() => undefined),
      ])
      return {
        path: relative(folder, path).replaceAll(sep, '/'),
        blobPath: target === undefined ? path : resolve(dirname(path), target),
        size: found?.size,
        lastUsed: new Date(Math.max(found?.atimeMs ?? 0, found?.mtimeMs ?? 0)),
      }
    }),
  )
}

/** Everything below a folder that is not a folder; links are not followed. */
async function listPaths(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.endsWith('.tmp'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
