import { join } from 'node:path'
import { SecondpassError } from '../reranker/index.ts'
import { hashFile } from './blob-hash.ts'
import type { LockedModel } from './model-lock.ts'
import type { PulledModel } from './pulled-model.ts'
import type { ListedFile } from './repository-listing.ts'

/** A model with the SHA-256 of every file. */
export interface HashedModel extends PulledModel {
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[]
}

/** Adds the SHA-256 of every file, computed from what is on the disk, whatever its name says. */
export async function hashModelFiles({
  model,
  signal,
}: {
  model: PulledModel
  signal?: AbortSignal | undefined
}): Promise<HashedModel> {
  const files: HashedModel['files'][number][] = []
  for (const { path, size } of model.files) {
    files.push({
      path,
      size,
      sha256: await hashFile({ path: join(model.folder, path), algorithm: 'sha256', size, signal }),
    })
  }
  return { ...model, files }
}

/** Compares what the hub says of files with the lock, before they are downloaded. */
export function checkListedFiles({
  files,
  locked,
  repository,
}: {
  files: readonly ListedFile[]
  locked: LockedModel
  repository: string
}): void {
  for (const { path, size, blob } of files) {
    const expected = locked.files[path]
    if (expected === undefined) throw notLocked({ path, repository })
    if (size !== undefined && size !== expected.size) {
      throw changed({ path, repository, expected: `${expected.size} bytes`, found: `${size} bytes` })
    }
    if (blob?.algorithm === 'sha256' && blob.hash !== expected.sha256) {
      throw changed({ path, repository, expected: expected.sha256, found: blob.hash })
    }
  }
}

/** Compares the files on the disk with the lock. */
export async function checkLockedFiles({
  model,
  locked,
  signal,
}: {
  model: PulledModel
  locked: LockedModel
  signal?: AbortSignal | undefined
}): Promise<PulledModel> {
  const hashed = await hashModelFiles({ model, signal })
  for (const { path, sha256 } of hashed.files) {
    const expected = locked.files[path]
    if (expected === undefined) throw notLocked({ path, repository: model.repository })
    if (sha256 !== expected.sha256) {
      throw changed({ path, repository: model.repository, expected: expected.sha256, found: sha256 })
    }
  }
  return hashed
}

function notLocked({ path, repository }: { path: string; repository: string }): SecondpassError {
  return new SecondpassError({
    code: 'invalid_model',
    message: `The lock file has ${repository} without the file ${path}, which is needed. Pull the model with --lock, with the same options as here.`,
  })
}

function changed(details: { path: string; repository: string; expected: string; found: string }): SecondpassError {
  const { path, repository, expected, found } = details
  return new SecondpassError({
    code: 'invalid_model',
    message: `${path} of ${repository} is not what the lock file says: expected ${expected}, found ${found}. It is not used; secondpass model remove and pull bring it anew.`,
  })
}
