import type { RequestVariables } from './observe/request-variables.ts'

/** What handlers find on a request's context. */
export interface AppEnvironment {
  readonly Variables: RequestVariables
}
