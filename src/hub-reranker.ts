import { CrossEncoder } from './cross-encoder/index.ts'
import { findCachedModel } from './find-cached-model.ts'
import { resolveHubName } from './hub/index.ts'
import { pullModel } from './pull-model.ts'
import { SecondpassError } from './reranker/index.ts'
import type { RerankerOptions } from './reranker-options.ts'

/** Makes a reranker of a hub's model: from the cache where that has it, else of what its first use downloads. */
export function createHubReranker(name: string, options: RerankerOptions): CrossEncoder {
  const { onProgress, frozen = false, lockFile, ...settings } = options
  const { dtype } = settings
  const id = `hf:${resolveHubName(name).repository}`
  // What is frozen is hashed first, which takes its time.
  const cached = frozen ? undefined : findCachedModel(name, { dtype })
  if (cached !== undefined) return new CrossEncoder({ id, folder: cached.folder, revision: cached.commit }, settings)
  const fetch = async (signal: AbortSignal): Promise<{ folder: string; revision: string }> => {
    const pulled = pullModel(name, {
      dtype,
      frozen,
      signal,
      ...(frozen && lockFile !== undefined && { lockFile }),
      ...(onProgress && { onProgress }),
    })
    const { folder, commit } = await pulled.catch(refuse)
    return { folder, revision: commit }
  }
  return new CrossEncoder({ id, fetch }, settings)
}

/** A model that is not there is no failure of scoring, which a request could pass over, whatever keeps it away. */
function refuse(error: unknown): never {
  if (!SecondpassError.isInstance(error) || error.code !== 'rate_limited') throw error
  throw new SecondpassError({ code: 'download_failed', message: error.message, cause: error })
}
