import { setMaxListeners } from 'node:events'

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
  // One listener a call: Node takes more than ten for a leak, and says so on standard error.
  setMaxListeners(0, controller.signal)
  const stop = (): void => controller.abort(signal.reason)
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  try {
    await work(controller.signal)
  } catch (error) {
    controller.abort(error)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
