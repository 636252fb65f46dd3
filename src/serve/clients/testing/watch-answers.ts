import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** An answer that a server of this process has given. */
export interface WatchedAnswer {
  readonly path: string
  readonly status: number
  /** On `performance.now()`'s clock. */
  readonly at: number
  readonly agent: string
}

/** Keeps an account of what the server at a port answers: clients hide what they were told before they tried again. */
export function watchAnswers({ port, onAnswer }: { port: number; onAnswer: (answer: WatchedAnswer) => void }): {
  stop(): void
} {
  const listener = (message: unknown): void => {
    const { request, response, socket } = message as {
      request: IncomingMessage
      response: ServerResponse
      socket: Socket
    }
    if (socket.localPort !== port) return
    onAnswer({
      path: request.url ?? '',
      status: response.statusCode,
      at: performance.now(),
      agent: request.headers['user-agent'] ?? '',
    })
  }
  subscribe('http.server.response.finish', listener)
  return { stop: () => void unsubscribe('http.server.response.finish', listener) }
}
