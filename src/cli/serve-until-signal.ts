import type { RunningServer } from '../serve/index.ts'
import { exitCode } from './exit-code.ts'

/**
 * Has a server run until Ctrl-C or SIGTERM, then end in order: what it has accepted is answered. A second signal ends the
 * process at once.
 */
export async function serveUntilSignal(server: Pick<RunningServer, 'close'>): Promise<void> {
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    let signalled = false
    const onSignal = (name: NodeJS.Signals): void => {
      if (signalled) process.exit(exitCode.interrupted)
      signalled = true
      resolve(name)
    }
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  })
  process.stderr.write('secondpass: finishing what is under way; a second signal ends it at once.\n')
  await server.close()
  process.exitCode = signal === 'SIGINT' ? exitCode.interrupted : exitCode.success
}
