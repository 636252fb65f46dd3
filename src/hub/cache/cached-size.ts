import { realpathSync, statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { RepositoryFolders } from './cache-layout.ts'

/** The size of a file of the cache, through links; undefined for what leads nowhere, or to a place that is no part of it. */
export function cachedSize({
  path,
  folders,
  cacheFolder,
}: {
  path: string
  folders: RepositoryFolders
  cacheFolder: string
}): number | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return undefined
  const content = realpathSync(path)
  // Python may keep contents in a folder that all models share; people may keep a model's folder on another disk.
  const inside = [folders.root, cacheFolder].some(
    (root) => !relative(realpathSync(root), content).startsWith(`..${sep}`),
  )
  return inside ? found.size : undefined
}
