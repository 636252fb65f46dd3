import type { ServeConfig } from './serve-config.ts'
import { resolveServeSettings } from './settings.ts'

/** What is wrong with the ports of a configuration: metrics cannot have the server's as a port of their own. */
export function checkPorts(config: ServeConfig): string[] {
  const { port, metrics } = resolveServeSettings(config)
  if (!metrics.enabled || port === 0 || metrics.port !== port) return []
  return [`metrics.port: ${port} is the server's own port. Leave it out to have /metrics there, or choose another.`]
}
