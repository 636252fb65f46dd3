import { type Dtype, selectRepositoryFiles } from './cross-encoder/index.ts'
import {
  defaultLockFile,
  type FileSelector,
  formatHubName,
  type PulledModel,
  type PullOptions,
  pullModel as pullFiles,
  readModelLock,
  resolveHubName,
} from './hub/index.ts'

/** How to pull a model. */
export interface PullModelOptions extends Omit<PullOptions, 'name' | 'select'> {
  /** Number format of the weights. Default: as {@link createReranker} chooses it on this machine. */
  readonly dtype?: Dtype | undefined
}

/**
 * Brings a model of the Hugging Face hub into the cache, those files of it that this machine needs and the cache lacks. Each
 * is checked against its size and hash; a pull that was interrupted goes on where it stopped. What a branch is, is asked
 * anew, so this also brings newer revisions. `HF_ENDPOINT`, `HF_TOKEN`, `HF_HOME`, `HF_HUB_CACHE` and `HF_HUB_OFFLINE` hold
 * as in Python.
 *
 * @param name - `hf:organisation/name`, with `@branch`, `@tag` or `@commit` if need be, or a short name.
 * @throws SecondpassError `model_not_found`, `unauthorized`, `offline`, `rate_limited`, `invalid_model`, `download_failed`,
 *   `cancelled`, or `invalid_request` for a bad name or setting.
 * @example
 * ```ts
 * import { pullModel, SecondpassError } from 'secondpass'
 *
 * try {
 *   const { folder, commit } = await pullModel('ms-marco-MiniLM-L6-v2', {
 *     onProgress: ({ completedBytes, totalBytes }) => console.log(completedBytes / totalBytes),
 *   })
 *   console.log(folder, commit)
 * } catch (error) {
 *   if (SecondpassError.isInstance(error)) console.log(error.code) // offline, unauthorized, …
 * }
 * ```
 */
export async function pullModel(name: string, { dtype, ...options }: PullModelOptions = {}): Promise<PulledModel> {
  const select = selectRepositoryFiles({ dtype })
  const { frozen = false, lockFile = defaultLockFile } = options
  // The lock may be of another machine, which prefers another format.
  const among = frozen && dtype === undefined ? amongLocked({ name, lockFile, select }) : select
  return await pullFiles({ ...options, name, select: among })
}

function amongLocked({
  name,
  lockFile,
  select,
}: {
  name: string
  lockFile: string
  select: FileSelector
}): FileSelector {
  const locked = readModelLock(lockFile)[formatHubName(resolveHubName(name))]?.files ?? {}
  return (files) => select(files.filter(({ path }) => Object.hasOwn(locked, path)))
}
