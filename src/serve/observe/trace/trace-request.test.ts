import { context, propagation, type Span, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ServeConfig } from '../../config/serve-config.ts'
import { type ObservedApp, openObservedApp } from '../testing/open-observed-app.ts'
import { scriptedReranker } from '../testing/scripted-reranker.ts'

const exporter = new InMemorySpanExporter()
let observed: ObservedApp

const traceId = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${traceId}-b7ad6b7169203331-01`
const headers = { traceparent }

function openApp(config: ServeConfig = {}): Promise<ObservedApp> {
  return openObservedApp({ models: { mine: { model: scriptedReranker() } }, ...config })
}

afterEach(() => observed.close())

describe('without an SDK', () => {
  it('nothing is added to the answer', async () => {
    observed = await openApp()
    const response = await observed.rerank({ model: 'mine', query: 'q', documents: ['a'] }, { headers })
    expect(response.status).toBe(200)
    expect(response.headers.has('traceresponse')).toBe(false)
  })
})

describe('with an SDK', () => {
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    propagation.setGlobalPropagator(new W3CTraceContextPropagator())
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  })
  afterAll(() => {
    trace.disable()
    propagation.disable()
    context.disable()
  })
  beforeEach(() => exporter.reset())

  it('a request is a span of the trace that the client is in', async () => {
    observed = await openApp()
    const documents = ['one', 'known', 'long text']
    const response = await observed.rerank({ model: 'mine', query: 'q', documents, top_n: 2 }, { headers })
    const [span, ...more] = exporter.getFinishedSpans()
    expect(more).toEqual([])
    expect(span?.name).toBe('rerank mine')
    expect(span?.kind).toBe(1) // SERVER
    expect(span?.parentSpanContext).toMatchObject({ traceId, spanId: 'b7ad6b7169203331', isRemote: true })
    expect(span?.instrumentationScope.name).toBe('secondpass')
    expect(span?.status).toEqual({ code: 0 })
    expect(span?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/v2/rerank',
      'http.response.status_code': 200,
      'openinference.span.kind': 'RERANKER',
      'gen_ai.operation.name': 'rerank',
      'gen_ai.provider.name': 'secondpass',
      'gen_ai.request.model': 'mine',
      'reranker.model_name': 'mine',
      'reranker.top_k': 2,
      'rerank.top_n': 2,
      'rerank.request_id': response.headers.get('x-request-id'),
      'rerank.dialect': 'cohere_v2',
      'rerank.outcome': 'ok',
      'rerank.candidate_count': 3,
      'rerank.scored_count': 3,
      'rerank.pairs': 2,
      'rerank.tokens': 20,
      'rerank.truncated_count': 1,
      'rerank.cache_hits': 1,
      'rerank.cost_dollars': 0.5,
      'reranker.output_documents.0.document.id': '2',
      'reranker.output_documents.0.document.score': 9,
      'reranker.output_documents.1.document.id': '1',
      'reranker.output_documents.1.document.score': 5,
    })
    const spanId = span?.spanContext().spanId
    expect(response.headers.get('traceresponse')).toBe(`00-${traceId}-${spanId}-01`)
    expect(observed.lines()).toEqual([expect.objectContaining({ traceId })])
  })

  it('begins a trace of its own where the client is in none', async () => {
    observed = await openApp()
    await observed.rerank({ model: 'mine', query: 'q', documents: ['a'] })
    const [span] = exporter.getFinishedSpans()
    expect(span?.parentSpanContext).toBeUndefined()
    expect(observed.lines()).toEqual([expect.objectContaining({ traceId: span?.spanContext().traceId })])
  })

  it('holds texts only where that is asked for', async () => {
    observed = await openApp({ tracing: { content: true } })
    await observed.rerank({ model: 'mine', query: 'what', documents: ['short', 'longer text'], top_n: 1 })
    expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({
      'reranker.query': 'what',
      'reranker.input_documents.0.document.id': '0',
      'reranker.input_documents.0.document.content': 'short',
      'reranker.input_documents.1.document.content': 'longer text',
      'reranker.output_documents.0.document.id': '1',
      'reranker.output_documents.0.document.content': 'longer text',
    })
  })

  it('fits into what SDKs keep of a span, also with texts of many documents', async () => {
    observed = await openApp({ tracing: { content: true } })
    const documents = Array.from({ length: 100 }, (_, index) => 'x'.repeat(index + 1))
    await observed.rerank({ model: 'mine', query: 'q', documents, top_n: 50 })
    const [span] = exporter.getFinishedSpans()
    expect(span?.droppedAttributesCount).toBe(0)
    expect(span?.attributes).toMatchObject({
      'reranker.input_documents.19.document.content': 'x'.repeat(20),
      'reranker.output_documents.19.document.content': 'x'.repeat(81),
    })
  })

  it('tells of failures, by their codes alone', async () => {
    observed = await openApp()
    await observed.rerank({ model: 'mine', query: 'fail unavailable', documents: ['a'] })
    await observed.rerank({ model: 'mine', query: 'crash CANARY', documents: ['CANARY'] })
    await observed.rerank({ model: 'CANARY', query: 'q', documents: ['a'] })
    const spans = exporter.getFinishedSpans()
    expect(spans.map(({ name, status, attributes }) => [name, status.code, attributes['error.type']])).toEqual([
      ['rerank mine', 2, 'unavailable'],
      ['rerank mine', 2, 'unavailable'],
      ['rerank', 0, 'model_not_found'],
    ])
    expect(
      JSON.stringify(spans.map(({ name, status, attributes, events }) => [name, status, attributes, events])),
    ).not.toContain('CANARY')
  })

  it('is the active span while a model works, for each of many requests at once', async () => {
    const seen: (Span | undefined)[] = []
    const model = scriptedReranker()
    const watching = {
      ...model,
      rerank: async (...args: Parameters<typeof model.rerank>) => {
        await new Promise(setImmediate)
        seen.push(trace.getActiveSpan())
        return await model.rerank(...args)
      },
    }
    observed = await openObservedApp({ models: { mine: { model: watching as typeof model } } })
    await Promise.all(
      [1, 2, 3].map(() => observed.rerank({ model: 'mine', query: 'q', documents: ['a'] }, { headers })),
    )
    const ids = exporter.getFinishedSpans().map((span) => span.spanContext().spanId)
    expect(new Set(seen.map((span) => span?.spanContext().spanId))).toEqual(new Set(ids))
    expect(ids).toHaveLength(3)
  })

  it("is a part of an HTTP instrumentation's span, where there is one", async () => {
    observed = await openApp()
    await trace.getTracer('http').startActiveSpan('POST', async (outer) => {
      await observed.rerank({ model: 'mine', query: 'q', documents: ['a'] }, { headers })
      outer.end()
    })
    const [span, outer] = exporter.getFinishedSpans()
    expect(span?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId)
    expect(span?.kind).toBe(0) // INTERNAL
  })

  it('nests the calls to a service, one at a time, in the spans of their requests', async () => {
    const active: (string | undefined)[] = []
    const fetch = async (_: unknown, init?: RequestInit) => {
      active.push(trace.getActiveSpan()?.spanContext().spanId)
      const { documents } = JSON.parse(String(init?.body)) as { documents: string[] }
      const results = documents.map((_text, index) => ({ index, relevance_score: 1 / (index + 2) }))
      return Response.json({ id: '1', results, meta: { billed_units: { search_units: 1 } } })
    }
    observed = await openObservedApp({
      models: {
        mine: { model: 'cohere:rerank-v3.5', apiKey: 'k', fetch: fetch as typeof globalThis.fetch, concurrency: 1 },
      },
    })
    const asked = ['a', 'b', 'c', 'd'].map((query) => observed.rerank({ model: 'mine', query, documents: ['x', 'y'] }))
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200, 200])
    const ids = exporter.getFinishedSpans().map((span) => span.spanContext().spanId)
    expect(new Set(active)).toEqual(new Set(ids))
    expect(active).toHaveLength(4)
  })
})
