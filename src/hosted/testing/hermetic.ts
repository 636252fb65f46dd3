import { afterEach, beforeEach, vi } from 'vitest'
import { providers } from '../providers.ts'

/** Variables that a service reads and that are not in its list. */
const others = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'GOOGLE_CLOUD_PROJECT',
]

/** Empties the environment of what services look for, so that a developer's own keys are neither sent nor needed. */
export function useEmptyEnvironment(): void {
  beforeEach(() => {
    const known = providers.flatMap(({ keyVariables, baseUrlVariables = [] }) => [...keyVariables, ...baseUrlVariables])
    for (const name of [...known, ...others]) vi.stubEnv(name, undefined)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.useRealTimers()
  })
}
