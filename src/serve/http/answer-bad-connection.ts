import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { OpenRequests } from './open-requests.ts'

/**
 * What was wrong with a connection: its request came or its answer was taken too slowly, it was no HTTP, or had headers that
 * are too large; or there were too many connections.
 */
export type ConnectionProblem = 'slow_client' | 'malformed' | 'headers' | 'connections'

const answers: Readonly<Record<string, { problem: ConnectionProblem; status: number; message: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { problem: 'slow_client', status: 408, message: 'The request did not come in time.' },
  HPE_HEADER_OVERFLOW: { problem: 'headers', status: 431, message: 'The headers of the request are too large.' },
}
const malformed = { problem: 'malformed', status: 400, message: 'The request is no valid HTTP.' } as const

/**
 * Ends a connection on which there is no request that could be answered in the usual way, with a word to the client as far
 * as it is still waiting for one.
 *
 * @returns What was wrong; undefined where the client just went away.
 */
export function answerBadConnection({
  error,
  socket,
  openRequests,
}: {
  error: NodeJS.ErrnoException
  socket: Duplex
  openRequests: OpenRequests
}): ConnectionProblem | undefined {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
    socket.destroy()
    return undefined
  }
  const { problem, status, message } = answers[error.code ?? ''] ?? malformed
  const open = openRequests.on(socket)
  // Answers to earlier requests are due before one to this, and a half written one must not go on with this.
  if (socket.writable && open.length <= 1 && open.every(({ headersSent }) => !headersSent)) {
    const body = JSON.stringify({ error: { code: 'invalid_request', message } })
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json`
    socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  socket.destroy(error)
  return problem
}
