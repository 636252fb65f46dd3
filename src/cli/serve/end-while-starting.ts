import { exitCode } from '../exit-code.ts'

/**
 * Has Ctrl-C and SIGTERM end a process that has nothing to finish yet. Process 1 of a container would not hear them otherwise:
 * it gets only the signals that it listens to.
 *
 * @returns Ends that.
 */
export function endWhileStarting(): () => void {
  const end = (signal: NodeJS.Signals): void => process.exit(exitCode[signal === 'SIGINT' ? 'interrupted' : 'success'])
  process.on('SIGINT', end).on('SIGTERM', end)
  return () => void process.off('SIGINT', end).off('SIGTERM', end)
}
