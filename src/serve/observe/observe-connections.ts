import { type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ConnectionProblem, Observer } from './observer.ts'

const problems: Readonly<Record<string, { readonly problem: ConnectionProblem; readonly status: number }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { problem: 'slow_client', status: 408 },
  HPE_HEADER_OVERFLOW: { problem: 'headers', status: 431 },
}
const malformed = { problem: 'malformed', status: 400 } as const

/** Tells observers of connections that never became a request. Who left by themselves is not one of them. */
export function observeConnections({ server, observers }: { server: Server; observers: readonly Observer[] }): void {
  const tell = (problem: ConnectionProblem): void => {
    for (const observer of observers) observer.connectionRefused?.(problem)
  }
  server.on('drop', () => tell('connections'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const { code = '' } = error
    const found = problems[code] ?? (code.startsWith('HPE_') ? malformed : undefined)
    if (found !== undefined) tell(found.problem)
    // Node answers by itself only where nobody listens.
    if (server.listenerCount('clientError') === 1) end({ socket, status: found?.status })
  })
}

function end({ socket, status }: { socket: Duplex; status: number | undefined }): void {
  if (status !== undefined && socket.writable) {
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`)
  } else socket.destroy()
}
