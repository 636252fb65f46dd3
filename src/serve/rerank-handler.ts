import type { Context } from 'hono'
import { followSignals } from '../reranker/index.ts'
import { answerRequests } from './answer/answer-requests.ts'
import { toFailure } from './answer/to-failure.ts'
import type { Dialect } from './dialects/dialect.ts'
import { readDialectBody } from './dialects/read-dialect-body.ts'
import type { BodyMemory } from './http/body-memory.ts'
import { readContentLength } from './http/read-content-length.ts'
import { readDeadline } from './http/read-deadline.ts'
import { readJsonBody } from './http/read-json-body.ts'
import { whenSent } from './http/when-sent.ts'
import { RequestTimer } from './observe/request-timer.ts'
import type { RequestVariables } from './observe/request-variables.ts'
import type { ServerContext } from './server-context.ts'

/** The handler of a path: reads a body in the dialect it is in, has it answered, and writes the answer in the same. */
export function createRerankHandler({
  context,
  bodies,
  dialects,
}: {
  context: ServerContext
  bodies: BodyMemory
  dialects: readonly Dialect[]
}) {
  const { settings, models, observers } = context
  return async (c: Context<{ Variables: RequestVariables }>): Promise<Response> => {
    const requestId = c.get('requestId')
    const bytes = readContentLength(c.req.header('content-length'))
    const timer = new RequestTimer({
      requestId,
      dialect: (dialects[0] as Dialect).name,
      traceId: c.get('traceId'),
      bytes,
    })
    c.set('timer', timer)
    const { signal, release } = followSignals([c.req.raw.signal, context.ending])
    const held = bodies.hold()
    let dialect = dialects[0] as Dialect
    try {
      const deadline = readDeadline({ headers: c.req.raw.headers, settings })
      const json = await readJsonBody({ request: c.req.raw, limits: settings.limits, held, signal })
      dialect = dialects.find(({ speaks }) => speaks?.(json) ?? true) ?? dialect
      timer.dialect = dialect.name
      const { body, requests } = readDialectBody({ dialect, json, settings })
      const model = models.find(requests[0]?.model)
      timer.parsed({ model, requests })
      const left = deadline - timer.elapsed
      const answers = await answerRequests({ requests, model, models, deadline: left, signal })
      timer.answered(answers)
      const written = dialect.write({ body, answers, requestId })
      const response = c.json(written as object, 200, {
        ...timer.headers(),
        ...dialect.headers?.({ body, answers, requestId }),
      })
      for (const observer of observers) observer.requestEnded(timer.succeeded())
      return response
    } catch (cause) {
      const error = toFailure({ error: cause, clientGone: c.req.raw.signal.aborted, ending: context.ending.aborted })
      const headers = error.retryAfter === undefined ? {} : { 'Retry-After': String(error.retryAfter) }
      const written = dialect.writeFailure({ error, requestId })
      for (const observer of observers) observer.requestEnded(timer.failed(error))
      const status = dialect.statusOf?.(error) ?? error.status
      return c.json(written as object, status as 400, { ...headers, ...timer.headers() })
    } finally {
      release()
      whenSent(c, () => held.release()) // The answer may hold all of the body again.
    }
  }
}
