import type { Context, Hono } from 'hono'
import type { AppEnvironment } from '../app-environment.ts'
import type { ServerContext } from '../server-context.ts'
import type { ModelHealth } from './model-health.ts'
import { reportServer } from './report-server.ts'

/**
 * Adds the routes by which orchestrators ask whether to wait (`/startupz`), to send requests (`/readyz`) or to start the
 * server anew (`/livez`), under the names of Kubernetes, TEI, SageMaker and the Open Inference Protocol. None of them scores.
 */
export function addHealthRoutes({
  app,
  context,
  health,
}: {
  app: Hono<AppEnvironment>
  context: Pick<ServerContext, 'models' | 'isDraining'>
  health: ModelHealth
}): void {
  const answer = (c: Context, { ok, body }: { ok: boolean; body: object }) =>
    c.json(body, ok ? 200 : 503, { 'Cache-Control': 'no-store' })

  // That this is answered at all is what it says: a process that hangs does not.
  app.get('/livez', (c) => answer(c, { ok: true, body: { status: 'alive' } }))
  app.get('/v2/health/live', (c) => answer(c, { ok: true, body: { live: true } }))

  app.get('/startupz', (c) => {
    const ok = context.models.all.every(({ state }) => state !== 'loading')
    return answer(c, { ok, body: { ...reportServer({ ...context, health }), status: ok ? 'started' : 'starting' } })
  })

  for (const path of ['/readyz', '/health', '/ping']) {
    app.get(path, (c) => {
      const body = reportServer({ ...context, health })
      return answer(c, { ok: body.status === 'ready', body })
    })
  }
  app.get('/v2/health/ready', (c) => {
    const ready = reportServer({ ...context, health }).status === 'ready'
    return answer(c, { ok: ready, body: { ready } })
  })
  app.get('/v2/models/:model/ready', (c) => {
    const model = context.models.all.find(({ name }) => name === c.req.param('model'))
    if (model === undefined) return c.json({ error: 'There is no model of this name.' }, 404)
    const ready = !context.isDraining() && health.report(model).state === 'ready'
    return answer(c, { ok: ready, body: { name: model.name, ready } })
  })
}
