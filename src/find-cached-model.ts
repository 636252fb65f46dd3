import { type Dtype, dtypes, lacksWeights, selectRepositoryFiles } from './cross-encoder/index.ts'
import { findCachedModel as findInCache, type HubSettings, type PulledModel } from './hub/index.ts'

/** Which files of a model are meant, and where its cache is. */
export interface FindCachedModelOptions {
  /** Number format of the weights. Default: the best for this machine, else another one that the cache has. */
  readonly dtype?: Dtype | undefined
  readonly settings?: HubSettings | undefined
}

/**
 * Finds a model of the Hugging Face hub in the cache, which secondpass shares with Python's huggingface_hub. Never uses the
 * network; a branch is what it was when it was last pulled.
 *
 * @param name - `hf:organisation/name`, with `@branch`, `@tag` or `@commit` if need be, or a short name.
 * @returns undefined when the cache lacks a file that this machine needs to rerank with the model.
 * @throws SecondpassError `invalid_request` when the name names no model of a hub.
 * @example
 * ```ts
 * import { findCachedModel } from 'secondpass'
 *
 * const model = findCachedModel('ms-marco-MiniLM-L6-v2', { dtype: 'fp32' })
 * console.log(model === undefined ? 'not here yet' : `commit ${model.commit} in ${model.folder}`)
 * ```
 */
export function findCachedModel(
  name: string,
  { dtype, settings = {} }: FindCachedModelOptions = {},
): PulledModel | undefined {
  const find = (format: Dtype | undefined): PulledModel | undefined => {
    const model = findInCache({ name, select: selectRepositoryFiles({ dtype: format }), settings })
    // Where nobody noted which files the model has, only its graph says whether weights are missing.
    return model === undefined || lacksWeights(model.folder, { dtype: format }) ? undefined : model
  }
  const found = find(dtype)
  if (found !== undefined || dtype !== undefined) return found
  // Models are often pulled on another machine than they run on, such as one that builds an image.
  for (const format of dtypes) {
    try {
      const other = find(format)
      if (other !== undefined) return other
    } catch {} // The model does not come in that format.
  }
  return undefined
}
