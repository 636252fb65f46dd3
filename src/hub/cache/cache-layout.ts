import { join } from 'node:path'

/** Where a repository's files are in the cache: the layout of Python's huggingface_hub, so that both use each other's. */
export interface RepositoryFolders {
  readonly root: string
  /** Contents, named by their hashes. */
  readonly blobs: string
  /** One file a branch or tag, which holds the commit. */
  readonly refs: string
  /** One folder a commit, of links to blobs. */
  readonly snapshots: string
  /** Ours alone, ignored by Python: the list of files of each commit. */
  readonly listings: string
  /** Python's lists of files, which some versions of it write. */
  readonly trees: string
  readonly locks: string
}

const modelPrefix = 'models--'

/** The folders of a repository; they need not exist. */
export function repositoryFolders({
  cacheFolder,
  repository,
}: {
  cacheFolder: string
  repository: string
}): RepositoryFolders {
  const name = modelPrefix + repository.replace('/', '--')
  const root = join(cacheFolder, name)
  return {
    root,
    blobs: join(root, 'blobs'),
    refs: join(root, 'refs'),
    snapshots: join(root, 'snapshots'),
    listings: join(root, '.secondpass'),
    trees: join(root, 'trees'),
    locks: join(cacheFolder, '.locks', name),
  }
}

/** The repository that a folder of the cache belongs to; undefined for folders of other kinds. */
export function repositoryOfFolder(name: string): string | undefined {
  return name.startsWith(modelPrefix) ? name.slice(modelPrefix.length).replace('--', '/') : undefined
}
