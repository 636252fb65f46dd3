import { onAbort } from '../../reranker/index.ts'
import type { CallFailure } from './call-failure.ts'
import type { Call } from './transport.ts'

/**
 * Runs `work` until the call's signal fires or its deadline passes, and rejects at that moment, whether or not `work` listens
 * to its signal: with the reason of the call's, or with `late()`.
 */
export async function withinTime<T>({
  call: { signal, deadlineAt },
  work,
  late,
}: {
  call: Pick<Call, 'signal' | 'deadlineAt'>
  work: (signal: AbortSignal) => Promise<T>
  late: () => CallFailure
}): Promise<T> {
  signal.throwIfAborted()
  const time = deadlineAt - performance.now()
  if (time <= 0) throw late()
  const controller = new AbortController()
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  stopped.catch(() => {}) // Observed below; it may also come after the work's end.
  const leave = onAbort(signal, () => controller.abort(signal.reason))
  // A timer takes at most 2^31 − 1 ms.
  const timer = time < 2 ** 31 ? setTimeout(() => controller.abort(late()), time) : undefined
  try {
    return await Promise.race([stopped, work(controller.signal)])
  } finally {
    clearTimeout(timer)
    leave()
  }
}
