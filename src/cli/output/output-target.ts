import { once } from 'node:events'

/** Where output goes: standard output, or a file that can be gone on with. */
export interface OutputTarget {
  /** Queries that stand in it already. */
  readonly completed: number
  write(text: string): Promise<void>
  /** Marks all that was written so far as one query more. */
  commit(): Promise<void>
  /** After the last query. */
  finish(): Promise<void>
  /** Without finishing: what was committed can be gone on with. */
  close(): Promise<void>
}

/** Standard output; waits when the reader is slower. `onClosed` hears of a reader that has gone, such as `head`. */
export function standardOutput({ onClosed }: { onClosed: () => void }): OutputTarget {
  let open = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    open = false
    onClosed()
  })
  return {
    completed: 0,
    write: async (text) => {
      if (!open || text === '' || process.stdout.write(text)) return
      await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => {})
    },
    commit: async () => {},
    finish: async () => {},
    close: async () => {},
  }
}
