import type { Dtype } from '../cross-encoder/index.ts'
import { findCachedModel } from '../find-cached-model.ts'
import { pullModel } from '../pull-model.ts'
import { resolveModelName } from '../resolve-model-name.ts'
import { pullWithBar } from './model/pull-with-bar.ts'

/** Brings a hub's model into the cache before the work begins, so that no query's deadline runs while it is downloaded. */
export async function fetchModel({
  model,
  dtype,
  frozen = false,
  lockFile,
  signal,
}: {
  model: string | undefined
  dtype: Dtype | undefined
  frozen: boolean | undefined
  lockFile: string
  signal: AbortSignal
}): Promise<void> {
  const place = model === undefined ? undefined : resolveModelName(model)
  if (place === undefined || !('hub' in place)) return
  if (!frozen && findCachedModel(place.hub, { dtype }) !== undefined) return
  await pullWithBar({
    name: place.hub,
    pull: (hooks) => pullModel(place.hub, { dtype, frozen, signal, ...hooks, ...(frozen && { lockFile }) }),
  })
}
