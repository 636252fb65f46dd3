import type { Logger } from 'pino'
import type { ModelRegistry } from '../../models/model-registry.ts'

/** Logs where the server listens, whether it asks for keys, and what becomes of its models. */
export async function logStart({
  log,
  url,
  metricsUrl,
  keys,
  models,
  loaded,
}: {
  log: Logger
  url: string
  metricsUrl?: string | undefined
  /** Whether clients must send a key. */
  keys: boolean
  models: ModelRegistry
  /** Settles when every model is ready or has failed. */
  loaded: Promise<void>
}): Promise<void> {
  const names = models.all.map(({ name }) => name)
  log.info({ url, ...(metricsUrl !== undefined && { metricsUrl }), keys, models: names }, 'listening')
  const startedAt = performance.now()
  await loaded
  const duration = Math.round(performance.now() - startedAt)
  for (const { name, reranker, local, state, failure } of models.all) {
    const fields = { model: name, reranker: reranker.id, place: local ? 'local' : 'service', state }
    if (state === 'ready') log.info({ ...fields, duration }, 'model ready')
    else log.error({ ...fields, failure }, 'model failed')
  }
}
