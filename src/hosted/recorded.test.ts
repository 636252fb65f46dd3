import { describe, expect, it, vi } from 'vitest'
import { HostedReranker } from './hosted-reranker.ts'
import { parseHostedName } from './parse-hosted-name.ts'
import { providers } from './providers.ts'
import { useEmptyEnvironment } from './testing/hermetic.ts'
import { type RecordedCall, recordedCalls } from './testing/recorded-calls.ts'

useEmptyEnvironment()

/** Headers that every call has; they are the transport's. */
const common = ['content-type', 'accept', 'user-agent']

interface SentCall {
  url: string
  method: string | undefined
  headers: Headers
  body: string
}

async function replay(service: string, call: RecordedCall) {
  for (const [name, value] of Object.entries(call.env ?? {})) vi.stubEnv(name, value)
  if (call.date) vi.useFakeTimers({ toFake: ['Date'], now: new Date(call.date) })
  const sent: SentCall[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ url: `${url}`, method: init?.method, headers: new Headers(init?.headers), body: `${init?.body}` })
    return Response.json(call.response)
  }
  const { provider, model } = parseHostedName(`${service}:${call.model}`) ?? {}
  if (provider === undefined || model === undefined) throw new Error(`${service} is no service.`)
  const reranker = new HostedReranker({ provider, model, options: { ...call.options, fetch } })
  const response = await reranker.rerank({ query: call.query, documents: call.documents })
  return { sent, response }
}

// Servers of one's own, which take calls without a key, are held against more than recordings elsewhere.
const services = providers.filter(({ keyOptional }) => keyOptional !== true)

it.each(services.map(({ name }) => name))('%s has recorded calls', (name) => {
  expect(recordedCalls.some(({ service }) => service === name)).toBe(true)
})

describe.each(recordedCalls)('$service: $call.name', ({ service, call }) => {
  it('sends what the service documents', async () => {
    const { sent } = await replay(service, call)
    expect(sent).toHaveLength(1)
    const [{ url, method, headers, body }] = sent as [SentCall]
    expect({ url, method, body: JSON.parse(body) }).toEqual({
      url: call.request.url,
      method: call.request.method,
      body: call.request.body,
    })
    expect(headers.get('content-type')).toBe('application/json')
    const own = [...headers].filter(([name]) => !common.includes(name))
    expect(Object.fromEntries(own)).toEqual(call.request.headers)
  })

  it('reads what the service answers', async () => {
    const { response } = await replay(service, call)
    const { results, usage, warnings, scale } = response
    expect(results.map(({ index, score }) => [index, score])).toEqual(call.expected.results)
    expect(scale).toBe(providers.find(({ name }) => name === service)?.scale)
    // What the service does not say itself, the price table may.
    expect(usage).toMatchObject({ tokens: 0, ...call.expected.usage, pairs: call.documents.length, requests: 1 })
    expect(warnings.map(({ code, message }) => [code, message])).toEqual(call.expected.warnings ?? [])
    expect(results.map(({ spans }) => spans ?? null)).toEqual(call.expected.spans ?? results.map(() => null))
  })
})
