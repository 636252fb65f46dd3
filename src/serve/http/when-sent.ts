import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** Calls `done` when the answer to a request is sent, or its client is gone; at once where no connection is known. */
export function whenSent(c: Context, done: () => void): void {
  const { incoming, outgoing } = (c.env ?? {}) as Partial<HttpBindings>
  if (outgoing === undefined || incoming?.socket.destroyed) done()
  else outgoing.once('close', done)
}
