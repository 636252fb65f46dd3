import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import type { ZodType } from 'zod'
import { invalidModel } from './invalid-model.ts'
import { printable } from './printable.ts'

const maxDescriptionBytes = 1_048_576

/**
 * The absolute path of a file that a model folder names. A folder is data from outside, so the file must be inside it, also
 * when links are followed; the cache of a hub is the one exception, whose snapshots are links to its `blobs`.
 *
 * What a link leads to is known for now only: who can write to the folder can change it between this and its use.
 */
export function requireModelFile(folder: string, name: string): string {
  const shown = printable(name)
  const file = resolve(folder, name)
  if (!isInside(file, folder) || name.includes('\0'))
    throw invalidModel(`names the file "${shown}", which is outside its folder`)
  if (!find(file)?.isFile()) throw invalidModel(`lacks the file ${shown}`)
  const real = realpathSync(file)
  if (!modelRoots(folder).some((root) => isInside(real, root)))
    throw invalidModel(`has ${shown} as a link to a place outside its folder`)
  return file
}

/**
 * The folders that a model's files may really lie in: its own; for a snapshot of a hub's cache
 * (`CACHE/models--NAME/snapshots/COMMIT`) the model's `blobs`, and the cache's, where Python keeps what models share. One
 * that is a link itself is none: it would let an unpacked archive name any folder.
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
      if (lstatSync(store, { throwIfNoEntry: false })?.isDirectory()) roots.push(realpathSync(store))
    }
  }
  return roots
}

/** Whether a path lies in a folder, by their names alone. */
export function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** What is at a path; undefined also where the system refuses to look, as at links in a circle. */
function find(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
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
  if (optional && !lstatSync(join(folder, name), { throwIfNoEntry: false })) return undefined
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
  const place = printable(issue?.path.join('.') ?? '')
  throw invalidModel(`has a ${name} that is not as expected at "${place}": ${issue?.message}`)
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
  if (optional && !lstatSync(join(folder, name), { throwIfNoEntry: false })) return undefined
  const file = requireModelFile(folder, name)
  if (statSync(file).size > maxDescriptionBytes) throw invalidModel(`has a ${name} of more than 1 MiB`)
  return readFileSync(file, 'utf8')
}
