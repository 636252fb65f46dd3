import { readFileSync, realpathSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import type { ZodType } from 'zod'
import { invalidModel } from './invalid-model.ts'

const maxDescriptionBytes = 1_048_576

/**
 * The absolute path of a file that a model folder names. A folder is data from outside, so the file must be inside it, also
 * when links are followed; the cache of a hub is the one exception, whose snapshots are links to its `blobs`.
 */
export function requireModelFile(folder: string, name: string): string {
  const file = resolve(folder, name)
  if (!file.startsWith(folder + sep)) throw invalidModel(`names the file "${name}", which is outside its folder`)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw invalidModel(`lacks the file ${name}`)
  if (!modelRoots(folder).some((root) => realpathSync(file).startsWith(root + sep))) {
    throw invalidModel(`has ${name} as a link to a place outside its folder`)
  }
  return file
}

/**
 * The folders that a model's files may really lie in: its own; for a snapshot of a hub's cache
 * (`CACHE/models--NAME/snapshots/COMMIT`) the model's `blobs`, and the cache's, where Python keeps what models share.
 */
export function modelRoots(folder: string): string[] {
  const real = realpathSync(folder)
  const roots = [real]
  // As it is called and as it is: people keep a model's folder on another disk, with a link to it in the cache.
  for (const path of new Set([folder, real])) {
    if (!/[\\/]snapshots[\\/][^\\/]+$/.test(path)) continue
    const stores = /[\\/]models--[^\\/]+[\\/]snapshots[\\/][^\\/]+$/.test(path)
      ? ['../../blobs', '../../../blobs']
      : ['../../blobs']
    for (const store of stores.map((name) => join(path, name))) {
      if (statSync(store, { throwIfNoEntry: false })?.isDirectory()) roots.push(realpathSync(store))
    }
  }
  return roots
}

/** Reads one of a folder's small JSON files; undefined when it is optional and not there. */
export function readModelJson<T>(parameters: { folder: string; name: string; schema: ZodType<T> }): T
export function readModelJson<T>(parameters: {
  folder: string
  name: string
  schema: ZodType<T>
  optional: true
}): T | undefined
export function readModelJson<T>({
  folder,
  name,
  schema,
  optional,
}: {
  folder: string
  name: string
  schema: ZodType<T>
  optional?: true
}): T | undefined {
  if (optional && !statSync(join(folder, name), { throwIfNoEntry: false })) return undefined
  const text = readModelText({ folder, name }) as string
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw invalidModel(`has a ${name} that is not JSON`, cause)
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw invalidModel(`has a ${name} that is not as expected at "${issue?.path.join('.')}": ${issue?.message}`)
}

/** Reads one of a folder's small text files; undefined when it is optional and not there. */
export function readModelText({
  folder,
  name,
  optional,
}: {
  folder: string
  name: string
  optional?: true
}): string | undefined {
  if (optional && !statSync(join(folder, name), { throwIfNoEntry: false })) return undefined
  const file = requireModelFile(folder, name)
  if (statSync(file).size > maxDescriptionBytes) throw invalidModel(`has a ${name} of more than 1 MiB`)
  return readFileSync(file, 'utf8')
}
