import { once } from 'node:events'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { HttpServer } from './create-http-server.ts'
import type { ServerLife } from './server-life.ts'

/** Milliseconds for answers to go out once the work on them is given up, and for connections on which nothing was asked yet. */
const farewell = 500

/**
 * Ends a server in order: tells load balancers, goes on for a while, stops taking requests, answers what was taken, and at the
 * end of its time gives up what is left, which is answered with 503. Also ends when `life` does.
 *
 * @param delay - Milliseconds between telling load balancers and refusing connections.
 * @param timeout - Milliseconds that requests under way then have.
 */
export async function drainServer({
  http: { server, openRequests },
  life,
  delay,
  timeout,
}: {
  http: HttpServer
  life: ServerLife
  delay: number
  timeout: number
}): Promise<void> {
  life.drain()
  await setTimeout(delay, undefined, { signal: life.ending }).catch(() => {})
  await setImmediate() // What has arrived by now was accepted.
  life.refuse()
  openRequests.closeConnections()
  const closed = once(server, 'close')
  server.close()
  await openRequests.answered(AbortSignal.any([AbortSignal.timeout(timeout), life.ending]))
  life.end()
  await Promise.race([
    Promise.all([openRequests.answered(AbortSignal.timeout(farewell)), closed]),
    setTimeout(farewell),
  ])
  server.closeAllConnections()
  await closed
}
