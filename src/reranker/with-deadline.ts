import { onAbort } from './on-abort.ts'
import { SecondpassError } from './secondpass-error.ts'

/**
 * Runs `work` with a signal that fires when the caller's does or when time is up, and rejects at that moment, whether
 * or not `work` listens. The rejection is a SecondpassError: `cancelled` (its cause is the caller's reason) or `timeout`.
 */
export async function withDeadline<T>({
  signal,
  deadline,
  work,
}: {
  signal: AbortSignal | undefined
  deadline: number | undefined
  work: (signal: AbortSignal) => Promise<T>
}): Promise<T> {
  const controller = new AbortController()
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  stopped.catch(() => {}) // Observed below; this keeps a stop after the work's end from counting as unhandled.
  const cancel = () => {
    controller.abort(
      new SecondpassError({
        code: 'cancelled',
        message: 'The request was cancelled by its signal.',
        cause: signal?.reason,
      }),
    )
  }
  const expire = () => {
    controller.abort(new SecondpassError({ code: 'timeout', message: `The deadline of ${deadline} ms passed.` }))
  }
  const leave = signal === undefined ? undefined : onAbort(signal, cancel)
  if (deadline === 0) expire()
  // A timer takes at most 2^31 − 1 ms; a deadline beyond that (24 days) never fires.
  const timer = deadline !== undefined && deadline > 0 && deadline < 2 ** 31 ? setTimeout(expire, deadline) : undefined
  try {
    if (controller.signal.aborted) return await stopped
    return await Promise.race([stopped, work(controller.signal)])
  } finally {
    clearTimeout(timer)
    leave?.()
  }
}
