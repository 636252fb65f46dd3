import type { ServeConfig } from '../../index.ts'
import { serve } from '../../index.ts'
import { NumberReranker } from './number-reranker.ts'

/** An answer, read. */
export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  readonly body: any
  readonly headers: Headers
}

/** A server over a {@link NumberReranker}, served as `numbers` and as `rerank-v3.5`. */
export interface DialectServer {
  readonly url: string
  readonly model: NumberReranker
  /** Sends a body, or a text that is none. */
  post(path: string, body: unknown): Promise<Answer>
  get(path: string): Promise<Answer>
  close(): Promise<void>
}

export async function startDialectServer(config: ServeConfig = {}): Promise<DialectServer> {
  const model = new NumberReranker()
  const server = await serve({
    port: 0,
    logLevel: 'silent',
    models: { numbers: { model } },
    aliases: { 'rerank-v3.5': 'numbers' },
    ...config,
  })
  await server.ready
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(`${server.url}${path}`, init)
    return { status: response.status, body: await response.json(), headers: response.headers }
  }
  return {
    url: server.url,
    model,
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path) => ask(path),
    close: () => server.close(),
  }
}

/** The sigmoid of a logit, as scores on the wire are. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
