import { setMaxListeners } from 'node:events'

/**
 * Calls `stop` when the signal fires, at once if it has, until the function is called that is returned.
 *
 * Many requests may share a signal. Node takes more than ten listeners for a leak and says so on standard error, unless it is
 * told otherwise, as it is here and by `fetch`.
 */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  if (signal.aborted) {
    stop()
    return () => {}
  }
  // A signal may come from elsewhere, such as a polyfill.
  if (signal instanceof EventTarget) setMaxListeners(0, signal)
  signal.addEventListener('abort', stop, { once: true })
  return () => signal.removeEventListener('abort', stop)
}
