import { checkNames } from './check-names.ts'
import { checkPorts } from './check-ports.ts'
import { invalidConfig } from './invalid-config.ts'
import type { ServeConfig } from './serve-config.ts'
import { serveConfigSchema } from './serve-config-schema.ts'

/**
 * Refuses a configuration that does not hold what it should.
 *
 * @param place - Where it stands, for the message.
 * @throws SecondpassError `invalid_request`, with every problem and its path.
 */
export function checkShape({ config, place }: { config: unknown; place: string }): ServeConfig {
  const parsed = serveConfigSchema.safeParse(config)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => {
    return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`
  })
  throw invalidConfig({ place, problems })
}

/**
 * Refuses a configuration that does not hold what it should, whose names lead nowhere, or whose ports collide.
 *
 * @throws SecondpassError `invalid_request`.
 */
export function checkConfig(config: unknown): ServeConfig {
  const place = 'the configuration'
  const checked = checkShape({ config, place })
  const problems = [...checkNames(checked), ...checkPorts(checked)]
  if (problems.length > 0) throw invalidConfig({ place, problems })
  return checked
}
