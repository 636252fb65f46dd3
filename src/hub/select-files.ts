import { SecondpassError } from '../reranker/index.ts'
import type { ListedFile } from './repository-listing.ts'

/**
 * Says which files of a repository a model needs, given all that may be downloaded; called without a network too. It throws
 * a `SecondpassError` when what it needs is not among them. Sizes are 0 where a hub does not tell them in its list.
 */
export type FileSelector = (files: readonly { path: string; size: number }[]) => readonly string[]

/** Applies a selector, and holds it to the list. */
export function selectFiles<T extends ListedFile>({
  files,
  select,
  repository,
}: {
  files: readonly T[]
  select: FileSelector
  repository: string
}): T[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const chosen = [...new Set(select(files.map(({ path, size = 0 }) => ({ path, size }))))]
  if (chosen.length === 0) {
    throw new SecondpassError({ code: 'invalid_model', message: `${repository} has no file that was selected.` })
  }
  return chosen.map((path) => {
    const file = byPath.get(path)
    if (file !== undefined) return file
    throw new SecondpassError({
      code: 'invalid_model',
      message: `${repository} has no file ${JSON.stringify(path)} that may be downloaded.`,
    })
  })
}
