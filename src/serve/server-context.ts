import type { ServeSettings } from './config/settings.ts'
import type { ModelRegistry } from './models/model-registry.ts'
import type { ServerMetrics } from './observe/metrics/server-metrics.ts'
import type { Observer } from './observe/observer.ts'

/** What every handler can reach. */
export interface ServerContext {
  readonly settings: ServeSettings
  readonly models: ModelRegistry
  readonly observers: readonly Observer[]
  /** Served at `/metrics` of the same port; absent where they are not. */
  readonly metrics?: ServerMetrics | undefined
  /** Whether the server is ending, and takes on nothing more. */
  readonly isDraining: () => boolean
  /** Fires when what is under way must end. */
  readonly ending: AbortSignal
}
