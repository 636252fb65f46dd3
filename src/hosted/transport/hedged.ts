import { setTimeout as sleep } from 'node:timers/promises'
import { onAbort } from '../../reranker/index.ts'
import { CallFailure } from './call-failure.ts'
import { Stopped } from './stopped.ts'

/** Runs `attempt`, a second time too if the first takes longer than `delay`; the first answer counts, the other is stopped. */
export async function hedged<T>({
  attempt,
  delay,
  allow,
  signal,
}: {
  attempt: (signal: AbortSignal) => Promise<T>
  delay: number
  /** Asked when it comes to a second one. */
  allow: () => boolean
  signal: AbortSignal
}): Promise<T> {
  const both = new AbortController()
  const stop = () => both.abort(new Stopped())
  const leave = onAbort(signal, stop)
  try {
    const first = attempt(both.signal)
    if (!(await isSlow(first, delay)) || !allow()) return await first
    return await Promise.any([first, attempt(both.signal)])
  } catch (error) {
    throw error instanceof AggregateError ? mostTelling(error.errors) : error
  } finally {
    leave()
    stop()
  }
}

async function isSlow(work: Promise<unknown>, delay: number): Promise<boolean> {
  const timer = new AbortController()
  const done = work.then(
    () => false,
    () => false,
  )
  const late = sleep(delay, true, { signal: timer.signal }).catch(() => false)
  const slow = await Promise.race([done, late])
  timer.abort()
  return slow
}

/** Of two failures the one that tells more: that no retry helps, or when one does. */
function mostTelling(errors: unknown[]): unknown {
  const failures = errors.filter((error) => error instanceof CallFailure)
  return (
    failures.find(({ transient }) => !transient) ??
    failures.find(({ retryAfter }) => retryAfter !== undefined) ??
    errors[0]
  )
}
