import pino, { type DestinationStream, type Logger } from 'pino'

/** Characters of lines that wait for a reader who does not read; what comes then is dropped. */
const maxWaiting = 16 * 1024 * 1024

/** A log and how to make sure that all of it is written. */
export interface ServerLog {
  readonly log: Logger
  /** Writes what still waits. */
  flush(): void
}

/**
 * A log of JSON lines. They go to standard output: they are all that a server says there, and it is where containers look for
 * them; standard error is for what the runtime itself says when the process dies. Lines are written beside the requests, so
 * that a reader who is slow, or gone, makes no request wait.
 *
 * @param destination - Where lines go instead.
 */
export function createLog({
  level,
  destination,
}: {
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  destination?: DestinationStream | undefined
}): ServerLog {
  const own = destination === undefined ? pino.destination({ dest: 1, sync: false, maxLength: maxWaiting }) : undefined
  if (own !== undefined) outliveFailures(own)
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    (destination ?? own) as DestinationStream,
  )
  return { log, flush: () => flushQuietly(own) }
}

/**
 * Nobody reads any more, or the disk is full: no reason to end. While writing fails, `flushSync` would try again without an
 * end, and neither this function's caller nor pino, which calls it when the process exits, would come back.
 */
function outliveFailures(own: ReturnType<typeof pino.destination>): void {
  const flushSync = own.flushSync.bind(own)
  let failing = false
  own.on('error', () => {
    failing = true
  })
  own.on('write', () => {
    failing = false
  })
  own.flushSync = () => {
    if (!failing) flushSync()
  }
}

function flushQuietly(own: { flushSync(): void } | undefined): void {
  try {
    own?.flushSync()
  } catch {
    // Not open yet, or nobody reads any more: there is nobody to tell.
  }
}
