import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { answerBadConnection, type ConnectionProblem } from './answer-bad-connection.ts'
import { cutSlowReaders } from './cut-slow-readers.ts'
import { OpenRequests } from './open-requests.ts'

/** Milliseconds that a client may take. */
export interface Patience {
  /** Until the headers are there. */
  readonly headers: number
  /** Until the whole request is there. */
  readonly request: number
  /** Until all of an answer is taken. */
  readonly answer: number
  /** Between an answer and the next request of a connection. Must be more than that of a load balancer in front. */
  readonly keepAlive: number
  /** How often the first two are looked at. */
  readonly checks: number
}

const patience: Patience = { headers: 10_000, request: 30_000, answer: 30_000, keepAlive: 65_000, checks: 1_000 }

/** A server that does not listen yet. */
export interface HttpServer {
  readonly server: Server
  readonly openRequests: OpenRequests
}

/**
 * A server with the limits that Node leaves open or sets wide.
 *
 * @param fetch - Answers requests.
 * @param limits - Bytes of a body, and connections at once; those beyond are closed.
 * @param timeouts - Milliseconds in place of the usual ones; for tests.
 * @param onProblem - Hears of connections that were ended before there was a request to answer, or before its answer was taken.
 */
export function createHttpServer({
  fetch,
  limits,
  timeouts,
  onProblem = () => {},
}: {
  fetch: (request: Request) => Response | Promise<Response>
  limits: { readonly bodyBytes: number; readonly connections: number }
  timeouts?: Partial<Patience> | undefined
  onProblem?: (problem: ConnectionProblem) => void
}): HttpServer {
  const { headers, request, answer, keepAlive, checks } = { ...patience, ...timeouts }
  const server = createServer({
    headersTimeout: headers,
    requestTimeout: request,
    keepAliveTimeout: keepAlive,
    connectionsCheckingInterval: checks,
    maxHeaderSize: 16 * 1024,
    insecureHTTPParser: false,
  })
  server.maxRequestsPerSocket = 1000
  server.maxConnections = limits.connections
  const openRequests = new OpenRequests(server)
  cutSlowReaders({ server, time: answer, onCut: () => onProblem('slow_client') })
  server.on('request', createListener(fetch))
  // Who asks before sending gets no leave to send what will be refused.
  server.on('checkContinue', (incoming, outgoing) => {
    if (Number(incoming.headers['content-length'] ?? 0) <= limits.bodyBytes) outgoing.writeContinue()
    server.emit('request', incoming, outgoing)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const problem = answerBadConnection({ error, socket, openRequests })
    if (problem !== undefined) onProblem(problem)
  })
  server.on('drop', () => onProblem('connections'))
  return { server, openRequests }
}

/** A request without a valid address or host never gets to the app, so it is answered here. */
function createListener(fetch: (request: Request) => Response | Promise<Response>) {
  return getRequestListener(fetch, {
    hostname: 'localhost', // Of HTTP/1.0, which has no Host.
    overrideGlobalObjects: false, // Request and Response belong to the program that this server is a part of.
    errorHandler: () => {
      const message = 'The address or the Host header of the request is not valid.'
      return Response.json({ error: { code: 'invalid_request', message } }, { status: 400 })
    },
  })
}
