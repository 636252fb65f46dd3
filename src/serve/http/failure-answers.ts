import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { toFailure } from '../answer/to-failure.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { ServeError } from '../serve-error.ts'

/** How failures are answered that no handler answered itself. */
export interface FailureAnswers {
  readonly onError: ErrorHandler
  readonly notFound: NotFoundHandler
  readonly methodNotAllowed: (c: Context, methods: string[]) => Response
}

/**
 * Answers failures in JSON and in own words: in the shape of the path's dialect, where it has one, so that the client's
 * library makes the right error of it.
 */
export function createFailureAnswers(dialects: readonly Dialect[]): FailureAnswers {
  const answer = (c: Context, error: ServeError, headers: Record<string, string> = {}): Response => {
    const requestId: string = c.get('requestId') ?? ''
    const dialect = dialects.find(({ paths }) => paths.includes(c.req.path))
    const { code, message, retryAfter } = error
    const body = dialect?.writeFailure({ error, requestId }) ?? { error: { code, message, requestId } }
    if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
    const status = dialect?.statusOf?.(error) ?? error.status
    return c.json(body as object, status as 400, headers)
  }
  return {
    onError: (error, c) => answer(c, toFailure({ error, clientGone: c.req.raw.signal.aborted, ending: false })),
    notFound: (c) => {
      const message = 'There is nothing at this path. GET /openapi.json lists what this server answers.'
      return answer(c, new ServeError({ code: 'invalid_request', status: 404, message }))
    },
    methodNotAllowed: (c, methods) => {
      const message = `This path takes ${methods.join(', ')}.`
      const error = new ServeError({ code: 'invalid_request', status: 405, message })
      return answer(c, error, { Allow: methods.join(', ') })
    },
  }
}
