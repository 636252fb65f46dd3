import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The requests of a server that are not answered yet, and those whose bodies are still coming in. */
export class OpenRequests {
  /** Of each connection, in the order of their answers. */
  readonly #responses = new Map<Duplex, Set<ServerResponse>>()
  #closing = false
  #onEmpty: () => void = () => {}

  constructor(server: Server) {
    server.prependListener('request', ({ socket }, response: ServerResponse) => {
      const responses = this.#responses.get(socket) ?? new Set()
      this.#responses.set(socket, responses.add(response))
      if (this.#closing) response.setHeader('Connection', 'close')
      response.once('close', () => {
        responses.delete(response)
        if (responses.size === 0) this.#responses.delete(socket)
        if (this.#responses.size === 0) this.#onEmpty()
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
    if (this.#responses.size === 0 || signal.aborted) return
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}
