import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, readlink, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { SecondpassError } from '../../reranker/index.ts'
import type { HubSystem } from '../hub-system.ts'
import type { RepositoryFolders } from './cache-layout.ts'

/** Gives a blob its name in a snapshot: a relative link, or a hard link or copy where there are no links. */
export async function linkBlob({
  blobPath,
  snapshotPath,
  folders,
  system,
}: {
  blobPath: string
  snapshotPath: string
  folders: RepositoryFolders
  system: HubSystem
}): Promise<void> {
  const parent = dirname(snapshotPath)
  await mkdir(parent, { recursive: true })
  if (!`${await realpath(parent)}${sep}`.startsWith((await realpath(folders.root)) + sep)) {
    throw new SecondpassError({
      code: 'download_failed',
      message: 'A folder of the model in the cache is a link that leads out of it. Remove the model from the cache.',
    })
  }
  const target = relative(parent, blobPath)
  if ((await readlink(snapshotPath).catch(() => undefined)) === target) return
  // Made beside the blobs, where nobody looks for files of the model, and moved to its place complete.
  const temporary = join(folders.blobs, `.${randomUUID()}.link`)
  try {
    await system
      .symlink(target, temporary)
      .catch(() => link(blobPath, temporary))
      .catch(() => copyFile(blobPath, temporary))
    await rename(temporary, snapshotPath)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
