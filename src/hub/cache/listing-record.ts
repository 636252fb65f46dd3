import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAllowedFile } from '../allowed-file.ts'
import { parseBlobIdentity } from '../blob-hash.ts'
import type { ListedFile, RepositoryListing } from '../repository-listing.ts'
import type { RepositoryFolders } from './cache-layout.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

const size = z.number().int().nonnegative()
const recordSchema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.object({ size: size.optional(), hash: z.string().optional() })),
})
const treeSchema = z.object({
  format_version: z.literal(1),
  files: z.record(
    z.string(),
    z.object({ size, blob_id: z.string(), lfs_sha256: z.string().optional(), lfs_size: size.optional() }),
  ),
})

/**
 * Notes which files a commit has, so that a choice among them is the same without a network. Not as Python's `trees`:
 * to Python, such a list means that a snapshot which lacks a file of it is incomplete, and ours hold what was chosen.
 */
export async function writeListingRecord(folders: RepositoryFolders, listing: RepositoryListing): Promise<void> {
  const entries = listing.files.map(({ path, size, blob }) => [path, { size, hash: blob?.hash }])
  const content = { version: 1, files: Object.fromEntries(entries) }
  await writeFileAtomically(join(folders.listings, `${listing.commit}.json`), `${JSON.stringify(content, null, 1)}\n`)
}

/** All allowed files of a commit, as noted by secondpass or by Python; undefined where nobody noted them. */
export function readListingRecord(folders: RepositoryFolders, commit: string): readonly ListedFile[] | undefined {
  const own = recordSchema.safeParse(readJson(join(folders.listings, `${commit}.json`)))
  const entries = own.success
    ? Object.entries(own.data.files).map(([path, { size, hash }]) => ({ path, size, tag: hash }))
    : readTree(join(folders.trees, `${commit}.json`))
  return entries
    ?.filter(({ path }) => isAllowedFile(path))
    .map(({ path, size, tag }) => ({ path, size, blob: parseBlobIdentity(tag) }))
}

function readTree(path: string): { path: string; size: number; tag: string }[] | undefined {
  const tree = treeSchema.safeParse(readJson(path))
  if (!tree.success) return undefined
  return Object.entries(tree.data.files).map(([path, { size, blob_id, lfs_sha256, lfs_size }]) => ({
    path,
    size: lfs_size ?? size,
    tag: lfs_sha256 ?? blob_id,
  }))
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
