import { onAbort } from './on-abort.ts'

/** A signal that follows others. */
export interface FollowingSignal {
  readonly signal: AbortSignal
  /** Ends that: nothing of it stays with the signals that it followed. */
  release(): void
}

/**
 * A signal that fires when one of several does, with its reason, until it is released.
 *
 * `AbortSignal.any` does the same, but what it adds to a signal stays there as long as that one lives (Node 20): with one
 * signal for all requests of a process, something for each of them.
 */
export function followSignals(signals: readonly AbortSignal[]): FollowingSignal {
  const controller = new AbortController()
  const leave = signals.map((signal) => onAbort(signal, () => controller.abort(signal.reason)))
  return {
    signal: controller.signal,
    release: () => {
      for (const stop of leave) stop()
    },
  }
}
