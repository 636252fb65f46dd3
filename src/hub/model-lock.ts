import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { SecondpassError } from '../reranker/index.ts'
import { writeFileAtomically } from './cache/write-file-atomically.ts'
import { commitPattern } from './parse-hub-name.ts'

/** A model as `models.lock.json` has it: which commit, and the content of each file. */
export interface LockedModel {
  readonly commit: string
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>
}

/** What `models.lock.json` holds, by the full names of the models. */
export type ModelLock = Readonly<Record<string, LockedModel>>

/** Where the lock is when nothing else is said: in the working directory. */
export const defaultLockFile = 'models.lock.json'

const lockSchema = z.object({
  version: z.literal(1),
  models: z.record(
    z.string(),
    z.object({
      commit: z.string().regex(commitPattern),
      files: z.record(
        z.string(),
        z.object({ size: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
      ),
    }),
  ),
})

/**
 * Reads a lock file. One that is not there is empty.
 *
 * @throws SecondpassError `invalid_request` when it is damaged.
 */
export function readModelLock(path: string): ModelLock {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new SecondpassError({ code: 'invalid_request', message: `The lock file ${path} cannot be read.`, cause })
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {} // Then it is not as expected either.
  const parsed = lockSchema.safeParse(content)
  if (parsed.success) return parsed.data.models
  throw new SecondpassError({
    code: 'invalid_request',
    message: `The lock file ${path} is damaged at "${parsed.error.issues[0]?.path.join('.')}". Restore it, or make it anew with secondpass model pull --lock.`,
  })
}

/** @throws SecondpassError `model_not_found` when the lock does not have the model. */
export function readLockedModel({ path, name }: { path: string; name: string }): LockedModel {
  const locked = readModelLock(path)[name]
  if (locked !== undefined) return locked
  throw new SecondpassError({
    code: 'model_not_found',
    message: `${name} is not in ${path}, and only locked models are to be used. Add it with: secondpass model pull --lock ${name}`,
  })
}

/** Writes a model into the lock. Files that were locked at the same commit stay, so that one model can have two graphs. */
export async function updateModelLock({
  path,
  name,
  model,
}: {
  path: string
  name: string
  model: LockedModel
}): Promise<void> {
  const lock = readModelLock(path)
  const earlier = lock[name]?.commit === model.commit ? lock[name].files : {}
  const models = { ...lock, [name]: { commit: model.commit, files: sortKeys({ ...earlier, ...model.files }) } }
  await writeFileAtomically(path, `${JSON.stringify({ version: 1, models: sortKeys(models) }, null, 2)}\n`)
}

/** So that a diff of the file shows what changed. */
function sortKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
