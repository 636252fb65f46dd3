import type { z } from 'zod'
import type { ServerContext } from '../server-context.ts'

/** What a server tells of itself at a path, without any work. */
export interface Information {
  readonly paths: readonly string[]
  /** One line, for people. */
  readonly title: string
  /** The shape of the answer, for the OpenAPI document. */
  readonly response: z.ZodType
  tell(context: ServerContext): unknown
}
