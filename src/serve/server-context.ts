import type { ServeSettings } from './config/settings.ts'
import type { ApiKeys } from './http/api-keys.ts'
import type { ModelRegistry } from './models/model-registry.ts'
import type { Observer } from './observe/observer.ts'

/** What every handler can reach. */
export interface ServerContext {
  readonly settings: ServeSettings
  readonly apiKeys: ApiKeys
  readonly models: ModelRegistry
  readonly observers: readonly Observer[]
  /** Whether load balancers are told to send no more requests. */
  readonly isDraining: () => boolean
  /** Whether the server takes on nothing more. */
  readonly isRefusing: () => boolean
  /** Fires when what is under way must end. */
  readonly ending: AbortSignal
}
