import { vi } from 'vitest'
import type { ServeConfig } from '../../index.ts'
import { serve } from '../../index.ts'
import { HeldModel } from './held-model.ts'
import { query } from './passages.ts'
import { type WatchedAnswer, watchAnswers } from './watch-answers.ts'

export const apiKey = 'a-key-of-the-tests'

/** Longer than any client takes to start on a busy machine, in milliseconds. */
const maxDeadline = 600_000

/**
 * A server as clients meet it. Its models: `secondpass-en`, also as `rerank-v3.5`; `held`, which has room for one request and
 * answers when told to; and `down`, a service that cannot be reached.
 */
export interface ClientServer {
  readonly url: string
  /** All that it has answered, in the order in which the answers ended. */
  readonly answers: readonly WatchedAnswer[]
  readonly held: HeldModel
  /** Fills the room of `held`, and has it free again once clients were told 429 so often; resolves when the room is full. */
  fillUntilRefused(times?: number): Promise<void>
  close(): Promise<void>
}

/** Starts a server with a key, or with what `config` says. `first` is the model of clients that name none. */
export async function startClientServer(
  config: ServeConfig = {},
  { first = 'secondpass-en' }: { first?: 'secondpass-en' | 'held' | 'down' } = {},
): Promise<ClientServer> {
  const held = new HeldModel()
  const models = {
    'secondpass-en': { model: 'secondpass-en', workers: 1 },
    held: { model: held, queue: { requests: 1 } },
    down: { model: 'tei:any', baseUrl: 'http://127.0.0.1:1', retries: 0 },
  }
  const server = await serve({
    port: 0,
    logLevel: 'silent',
    apiKeys: [apiKey],
    aliases: { 'rerank-v3.5': 'secondpass-en' },
    limits: { documents: 50 },
    models: { [first]: models[first], ...models },
    maxDeadline,
    ...config,
  })
  await server.ready
  const answers: WatchedAnswer[] = []
  let refusals = 0
  const watch = watchAnswers({
    port: Number(new URL(server.url).port),
    onAnswer: (answer) => {
      answers.push(answer)
      if (answer.status === 429 && --refusals === 0) held.release()
    },
  })
  return {
    url: server.url,
    answers,
    held,
    fillUntilRefused: async (times = 1) => {
      answers.length = 0
      refusals = times
      held.hold()
      const body = JSON.stringify({ model: 'held', query, documents: ['one', 'two'] })
      const headers = {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'x-request-timeout-ms': String(maxDeadline),
      }
      void fetch(`${server.url}/v2/rerank`, { method: 'POST', headers, body })
      await vi.waitUntil(() => held.waiting === 1, { timeout: 30_000 })
    },
    close: async () => {
      held.release()
      watch.stop()
      await server.close()
    },
  }
}
