import type { Server, ServerResponse } from 'node:http'

/**
 * Ends connections whose clients do not take an answer within some time after all of it is there. Node waits for them without
 * an end, with the answer in memory, which may be as large as a body.
 *
 * @param time - Milliseconds.
 * @param onCut - Hears of each.
 */
export function cutSlowReaders({ server, time, onCut }: { server: Server; time: number; onCut: () => void }): void {
  server.prependListener('request', ({ socket }, response: ServerResponse) => {
    // All of the answer is written to the connection, those before it are taken.
    response.once('prefinish', () => {
      if (socket.destroyed) return // Its client is gone, and the answer is closed already.
      const timer = setTimeout(() => {
        socket.destroy()
        onCut()
      }, time)
      response.once('close', () => clearTimeout(timer))
    })
  })
}
