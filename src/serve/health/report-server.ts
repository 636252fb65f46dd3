import type { ServerContext } from '../server-context.ts'
import type { ModelHealth, ModelReport } from './model-health.ts'

/** Whether a server takes requests, and what it says of each of its models. */
export interface ServerReport {
  readonly status: 'ready' | 'not_ready' | 'draining'
  readonly models: Readonly<Record<string, ModelReport>>
}

/** A server is ready when all of its models are, and it is not about to end. */
export function reportServer({
  models,
  isDraining,
  health,
}: Pick<ServerContext, 'models' | 'isDraining'> & { health: ModelHealth }): ServerReport {
  const reports = models.all.map((model) => [model.name, health.report(model)] as const)
  const ready = reports.every(([, { state }]) => state === 'ready')
  return {
    status: isDraining() ? 'draining' : ready ? 'ready' : 'not_ready',
    models: Object.fromEntries(reports),
  }
}
