import { z } from 'zod'
import { SecondpassError } from '../reranker/index.ts'
import { checkSafePath, isAllowedFile } from './allowed-file.ts'
import { type BlobIdentity, parseBlobIdentity } from './blob-hash.ts'
import { commitPattern } from './parse-hub-name.ts'

/** A file of a repository. */
export interface HubFile {
  /** Relative, with `/`. */
  readonly path: string
  readonly size: number
  readonly blob: BlobIdentity
}

/** A file as a list has it: some hubs' lists lack sizes and hashes. */
export interface ListedFile {
  readonly path: string
  readonly size: number | undefined
  readonly blob: BlobIdentity | undefined
}

/** The allowed files of a repository at one commit. */
export interface RepositoryListing {
  readonly commit: string
  readonly files: readonly ListedFile[]
}

const size = z.number().int().nonnegative()
const answerSchema = z.object({
  sha: z.string().regex(commitPattern),
  siblings: z
    .array(
      z.object({
        rfilename: z.string(),
        size: size.nullish(),
        blobId: z.string().nullish(),
        lfs: z.object({ sha256: z.string().nullish(), oid: z.string().nullish(), size: size.nullish() }).nullish(),
      }),
    )
    .max(100_000),
})

/**
 * Reads the hub's answer about a repository. One unsafe file name condemns the whole answer; files that are safe and not
 * allowed are left out.
 *
 * @throws SecondpassError `invalid_model` or `download_failed`.
 */
export function parseRepositoryListing(answer: unknown, repository: string): RepositoryListing {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new SecondpassError({
      code: 'download_failed',
      message: `The hub's answer about ${repository} is not as expected at "${issue?.path.join('.')}". Check HF_ENDPOINT.`,
    })
  }
  const { sha: commit, siblings } = parsed.data
  for (const { rfilename } of siblings) checkSafePath(rfilename, repository)
  const files = siblings
    .filter(({ rfilename }) => isAllowedFile(rfilename))
    .map(({ rfilename: path, size, blobId, lfs }) => ({
      path,
      size: lfs?.size ?? size ?? undefined,
      // For a large file, `blobId` names the pointer that git keeps in its place.
      blob: parseBlobIdentity((lfs ? (lfs.sha256 ?? lfs.oid) : blobId) ?? undefined),
    }))
  return { commit, files }
}
