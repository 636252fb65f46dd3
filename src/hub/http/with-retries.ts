import { setTimeout as sleep } from 'node:timers/promises'
import type { ResolvedHubSettings } from '../hub-settings.ts'
import { TransientError } from './transient-error.ts'

/** A server that asks for a longer pause, in milliseconds, is not waited for. */
const longestWait = 60_000
/** Progress that is less does not count, or a connection that breaks after every byte would be tried for ever. */
const leastProgress = 1_048_576

/**
 * Runs `attempt`, again after each passing failure, with pauses that grow and vary so that many clients do not return at
 * the same moment. An attempt that got much further than the one before (`progress`, in bytes) starts the count anew.
 */
export async function withRetries<T>({
  attempt,
  progress = () => 0,
  settings,
  signal,
}: {
  attempt: () => Promise<T>
  progress?: () => number
  settings: ResolvedHubSettings
  signal?: AbortSignal | undefined
}): Promise<T> {
  let furthest = progress()
  for (let failures = 0; ; failures++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof TransientError)) throw error
      if (progress() - furthest >= leastProgress) failures = 0
      furthest = Math.max(furthest, progress())
      const pause = error.retryAfter ?? settings.retryDelay * 2 ** failures * (0.5 + Math.random())
      if (failures >= settings.retries || pause > longestWait) throw error
      await sleep(pause, undefined, signal === undefined ? {} : { signal })
    }
  }
}
