import { type Reranker, rerankWith } from '../../../reranker/index.ts'
import { numberScorer } from '../../../reranker/testing/scorers.ts'
import type { ServeConfig } from '../../config/serve-config.ts'
import { resolveServeSettings } from '../../config/settings.ts'
import { createApp } from '../../create-app.ts'
import { openModels } from '../../models/open-models.ts'
import { ApiKeys } from '../api-keys.ts'
import { createHttpServer, type HttpServer, type Patience } from '../create-http-server.ts'
import { listen } from '../listen.ts'
import { ServerLife } from '../server-life.ts'

/** Scores a document by the number in it, at once. */
export const numberReranker: Reranker = {
  id: 'number',
  rerank: (request) => rerankWith(numberScorer({ coarse: true }), request),
}

/** A server on a free port of this machine, with its parts in reach. */
export interface StartedHttp extends AsyncDisposable {
  readonly url: string
  readonly http: HttpServer
  readonly life: ServerLife
  readonly problems: string[]
}

/** Starts the server's HTTP side over one model, `test`, whatever a client calls it. */
export async function startHttp({
  reranker = numberReranker,
  timeouts,
  ...config
}: Pick<ServeConfig, 'apiKeys' | 'corsOrigins' | 'limits'> & {
  reranker?: Reranker
  timeouts?: Partial<Patience>
} = {}): Promise<StartedHttp> {
  const settings = resolveServeSettings(config)
  const life = new ServerLife()
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const { registry } = await openModels({
    config: { models: { test: { model: reranker } }, aliases: { '*': 'test' } },
    log: quiet,
  })
  const app = createApp({
    settings,
    apiKeys: new ApiKeys(config.apiKeys ?? []),
    models: registry,
    observers: [],
    isDraining: () => life.isDraining,
    isRefusing: () => life.isRefusing,
    ending: life.ending,
  })
  const problems: string[] = []
  const onProblem = (problem: string) => problems.push(problem)
  const http = createHttpServer({ fetch: app.fetch, limits: settings.limits, timeouts, onProblem })
  const url = await listen({ server: http.server, host: '127.0.0.1', port: 0 })
  return {
    url,
    http,
    life,
    problems,
    [Symbol.asyncDispose]: async () => {
      life.end()
      http.server.closeAllConnections()
      await new Promise((resolve) => http.server.close(resolve))
    },
  }
}
