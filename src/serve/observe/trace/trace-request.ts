import {
  context,
  isSpanContextValid,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import type { MiddlewareHandler } from 'hono'
import type { RequestVariables } from '../request-variables.ts'
import { contentAttributes } from './content-attributes.ts'
import { readTraceId } from './read-trace-id.ts'
import { resultAttributes } from './result-attributes.ts'
import { spanAttributes } from './span-attributes.ts'

/**
 * Makes a span of every rerank request, as a part of the trace that its headers name, and makes it the active one while the
 * request is answered. Does next to nothing where the process registers no OpenTelemetry SDK: the trace's id is then the
 * client's, for the log.
 */
export function traceRequest({ content }: { content: boolean }): MiddlewareHandler<{ Variables: RequestVariables }> {
  return async (c, next) => {
    // A span that is active already is that of an instrumentation of HTTP, which has read the headers.
    const outer = trace.getActiveSpan() !== undefined
    const parent = outer ? context.active() : propagation.extract(context.active(), c.req.header())
    const kind = outer ? SpanKind.INTERNAL : SpanKind.SERVER
    const span = trace.getTracer('secondpass').startSpan('rerank', { kind }, parent)
    const { traceId, spanId, traceFlags } = span.spanContext()
    const known = isSpanContextValid(span.spanContext()) ? traceId : readTraceId(c.req.header('traceparent'))
    if (known !== undefined) c.set('traceId', known)
    try {
      await context.with(trace.setSpan(parent, span), next)
      if (!span.isRecording()) return
      describe({ span, timer: c.get('timer'), method: c.req.method, route: c.req.path, status: c.res.status, content })
      c.header('traceresponse', `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`)
    } finally {
      span.end()
    }
  }
}

function describe({
  span,
  timer,
  content,
  ...http
}: {
  span: Span
  timer: RequestVariables['timer']
  content: boolean
  method: string
  route: string
  status: number
}): void {
  const { record, requests = [], answers = [] } = timer ?? {}
  span.setAttributes({
    'http.request.method': http.method,
    'http.route': http.route,
    'http.response.status_code': http.status,
  })
  if (record === undefined) return
  if (record.model !== undefined) span.updateName(`rerank ${record.model}`)
  span.setAttributes(spanAttributes(record))
  span.setAttributes(resultAttributes(answers))
  if (content) span.setAttributes(contentAttributes({ requests, answers }))
  if (record.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
}
