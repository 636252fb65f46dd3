import type { z } from 'zod'
import type { ServedAnswer } from '../answer/served-answer.ts'
import type { ServedRequest } from '../answer/served-request.ts'
import type { ServeError } from '../serve-error.ts'

/** What a dialect may look at beside the body. */
export interface ReadOptions {
  /** Whether to refuse what the original refuses. */
  readonly strict: boolean
}

/** What an answer is made of. */
export interface WriteOptions<Body> {
  readonly body: Body
  /** One for each request that was read, in the same order. */
  readonly answers: readonly ServedAnswer[]
  readonly requestId: string
}

/** A rerank API that clients know: how its requests are read, and how it answers. */
export interface Dialect<Body = unknown> {
  /** For metrics and logs: `cohere_v2`, `tei`, … */
  readonly name: string
  /** One line, for people. */
  readonly title: string
  /** Paths at which it is served; a path may be shared with dialects that `speaks` tells apart. */
  readonly paths: readonly string[]
  /** Whether a body is in this dialect, where it shares a path. */
  readonly speaks?: (body: Readonly<Record<string, unknown>>) => boolean
  /** The shape of a body; fields that it lacks are told of, or refused where the server is strict. */
  readonly request: z.ZodObject
  /** Sets of fields of which one must be there, where the shape alone does not say so. */
  readonly alternatives?: readonly (readonly string[])[]
  /** Fields that the original does not have; a strict server does not have them either. */
  readonly extensions?: readonly string[]
  /** Fields that take less where the server is strict; `read` refuses the rest. For the OpenAPI document. */
  readonly strictFields?: Readonly<Record<string, z.ZodType>>
  /** The status for bodies of the wrong shape, where it is not 400. */
  readonly malformed?: 422
  /** The shape of an answer, for the OpenAPI document. */
  readonly response: z.ZodType
  /** The shape of a failure, for the OpenAPI document. */
  readonly failure: z.ZodType
  /** A body that can be tried. */
  readonly example: Readonly<Record<string, unknown>>
  /**
   * One request for each query; most APIs take one.
   *
   * @throws ServeError for what the shape alone cannot tell.
   */
  read(body: Body, options: ReadOptions): ServedRequest[]
  write(options: WriteOptions<Body>): unknown
  /** Headers of its own, for what its answers have no place for. */
  readonly headers?: (options: WriteOptions<Body>) => Record<string, string>
  /** The status of a failure, where the original has others. */
  readonly statusOf?: (error: ServeError) => number
  writeFailure(options: { error: ServeError; requestId: string }): unknown
}

/** A dialect whose body's type is known within it, and to nobody else. */
export function defineDialect<Schema extends z.ZodObject>(
  dialect: Omit<Dialect<z.infer<Schema>>, 'request'> & { readonly request: Schema },
): Dialect {
  return dialect as unknown as Dialect // Bodies are checked against `request` before they are read.
}
