import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type FaultName, faults } from './faults.ts'

/** A request as the server got it. */
export interface ReceivedRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
  /** Whether the answer has come to its end, and whether the client hung up before it was whole. */
  done: boolean
  left: boolean
}

/**
 * A service on this machine that behaves by a script: each request takes the next behaviour, and those after the end
 * of the script take `fallback`. `answer` makes the good answer to a request.
 */
export class FaultServer implements AsyncDisposable {
  readonly requests: ReceivedRequest[] = []
  /** What came to the other host, to which redirects lead. */
  readonly elsewhere: ReceivedRequest[] = []
  /** Connections that were made, by all clients together. */
  connections = 0
  script: FaultName[] = []
  fallback: FaultName = 'ok'
  readonly #answer: (body: unknown, headers: IncomingHttpHeaders) => unknown
  readonly #server: Server
  readonly #other: Server

  private constructor(answer: (body: unknown, headers: IncomingHttpHeaders) => unknown) {
    this.#answer = answer
    this.#server = createServer((request, response) => {
      const name = this.script.shift() ?? this.fallback
      void receive(request, response, this.requests).then((body) => {
        const good = this.#answer(body, request.headers)
        faults[name]({ response, answer: good, elsewhere: addressOf(this.#other) })
      })
    })
    this.#server.on('connection', () => this.connections++)
    this.#other = createServer((request, response) => {
      void receive(request, response, this.elsewhere).then(() => response.end('{}'))
    })
  }

  static async start(
    answer: (body: unknown, headers: IncomingHttpHeaders) => unknown = () => ({ results: [] }),
  ): Promise<FaultServer> {
    const server = new FaultServer(answer)
    for (const each of [server.#server, server.#other]) {
      each.listen(0, '127.0.0.1')
      await once(each, 'listening')
    }
    return server
  }

  get url(): string {
    return addressOf(this.#server)
  }

  /** Plays these behaviours next, and then `fallback`. */
  play(script: FaultName[], fallback: FaultName = 'ok'): this {
    this.script = [...script]
    this.fallback = fallback
    return this
  }

  /** Requests whose answer has not come to its end, neither by this side nor by the client's hanging up. */
  get underWay(): number {
    return this.requests.filter(({ done }) => !done).length
  }

  async close(): Promise<void> {
    for (const each of [this.#server, this.#other]) {
      each.closeAllConnections()
      each.close()
      await once(each, 'close')
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}

/** An address of this machine where nobody listens. */
export async function findRefusingAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = addressOf(server)
  server.close()
  await once(server, 'close')
  return address
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function receive(request: IncomingMessage, response: ServerResponse, into: ReceivedRequest[]): Promise<unknown> {
  const raw = await text(request)
  const received: ReceivedRequest = {
    path: request.url ?? '',
    headers: request.headers,
    body: raw === '' ? undefined : JSON.parse(raw),
    done: false,
    left: false,
  }
  response.on('close', () => {
    received.done = true
    received.left = !response.writableFinished
  })
  into.push(received)
  return received.body
}
