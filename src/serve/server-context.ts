import type { ServeSettings } from './config/settings.ts'
import type { ApiKeys } from './http/api-keys.ts'
import type { ModelRegistry } from './models/model-registry.ts'
import type { ServerMetrics } from './observe/metrics/server-metrics.ts'
import type { Observer } from './observe/observer.ts'

/** What every handler can reach. */
export interface ServerContext {
  readonly settings: ServeSettings
  readonly apiKeys: ApiKeys
  readonly models: ModelRegistry
  readonly observers: readonly Observer[]
  /** Served at `/metrics` of the same port; absent where they are not. */
  readonly metrics?: ServerMetrics | undefined
  /** Whether load balancers are told to send no more requests. */
  readonly isDraining: () => boolean
  /** Whether the server takes on nothing more. */
  readonly isRefusing: () => boolean
  /** Fires when what is under way must end. */
  readonly ending: AbortSignal
}
