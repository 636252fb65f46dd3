import { exitCode } from './exit-code.ts'

/** A signal that fires on Ctrl-C or SIGTERM, so that work can end in order. A second one ends the process at once. */
export function interruptSignal(): { signal: AbortSignal; interrupt: () => void; stop: () => void } {
  const controller = new AbortController()
  const interrupt = (): void => controller.abort()
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted)
    interrupt()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    interrupt,
    stop: () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  }
}
