import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The requests of a server that are not answered yet, those whose bodies are still coming in among them. */
export class OpenRequests {
  /** Of each connection, in the order of their answers. */
  readonly #responses = new Map<Duplex, Set<ServerResponse>>()
  #closing = false
  #onEnd: () => void = () => {}

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#responses.set(socket, new Set())
      socket.once('close', () => {
        const waiting = this.on(socket).filter((response) => response.socket === null)
        this.#responses.delete(socket)
        // Answers that wait behind another of a connection will never be sent, and Node does not tell them.
        for (const response of waiting) response.emit('close')
        this.#onEnd()
      })
    })
    server.prependListener('request', ({ socket }, response: ServerResponse) => {
      this.#responses.get(socket)?.add(response)
      if (this.#closing) response.setHeader('Connection', 'close')
      response.once('close', () => {
        this.#responses.get(socket)?.delete(response)
        this.#onEnd()
      })
    })
  }

  get size(): number {
    return [...this.#responses.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** Those of one connection. */
  on(connection: Duplex): readonly ServerResponse[] {
    return [...(this.#responses.get(connection) ?? [])]
  }

  /** Has connections end after the last answer that is due on them. */
  closeConnections(): void {
    this.#closing = true
    for (const responses of this.#responses.values()) {
      const last = [...responses].at(-1)
      if (last?.headersSent === false) last.setHeader('Connection', 'close')
    }
  }

  /** Resolves when all are answered, or `signal` fires. */
  async answered(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#onEnd = () => {
        if (this.size === 0 || signal.aborted) resolve()
      }
      signal.addEventListener('abort', () => resolve(), { once: true })
      this.#onEnd()
    })
    this.#onEnd = () => {}
  }
}
