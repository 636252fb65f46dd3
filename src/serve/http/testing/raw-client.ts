import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** A client that says what it likes, byte for byte. */
export class RawClient implements Disposable {
  /** All that the server said. */
  received = ''
  readonly socket: Socket
  /** Resolves when the connection is gone, in whatever way. */
  readonly closed: Promise<void>

  private constructor(socket: Socket) {
    this.socket = socket
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      this.received += text
    })
    socket.on('error', () => {}) // A reset is a way to be gone.
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
  }

  static async connect(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port) })
    const client = new RawClient(socket)
    await once(socket, 'connect')
    return client
  }

  /** Sends a POST with these header lines and body. */
  post(body: string, headers: readonly string[] = [`Content-Length: ${Buffer.byteLength(body)}`]): void {
    this.send(
      `POST /v2/rerank HTTP/1.1\r\nHost: localhost\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n${body}`,
    )
  }

  send(text: string): void {
    this.socket.write(text)
  }

  /** Resolves when this many answers have begun; fails when the connection ends before. */
  async answers(count: number): Promise<number[]> {
    while (this.statuses.length < count) {
      if (this.socket.destroyed) throw new Error(`The connection ended after: ${this.received}`)
      await setTimeout(5)
    }
    return this.statuses
  }

  /** Statuses of all final answers so far. */
  get statuses(): number[] {
    return [...this.received.matchAll(/HTTP\/1\.1 ([2-5]\d\d)/g)].map(([, status]) => Number(status))
  }

  [Symbol.dispose](): void {
    this.socket.destroy()
  }
}
