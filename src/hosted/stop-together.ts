import { onAbort } from '../reranker/index.ts'

/**
 * Runs work that has several parts, with a signal that fires with the given one and as soon as one part fails: the others
 * would cost, and nobody waits for their answers any more.
 */
export async function stopTogether({
  signal,
  work,
}: {
  signal: AbortSignal
  work: (signal: AbortSignal) => Promise<unknown>
}): Promise<void> {
  const controller = new AbortController()
  const leave = onAbort(signal, () => controller.abort(signal.reason))
  try {
    await work(controller.signal)
  } catch (error) {
    controller.abort(error)
    throw error
  } finally {
    leave()
  }
}
