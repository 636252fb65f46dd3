import type { HostedOptions } from '../hosted-options.ts'

/** A score as a service might send it: also a wrong one. */
export interface FakeScore {
  readonly index: number
  readonly score: number | null
}

/** A call as it reaches a fake service. */
export interface FakeCall {
  readonly url: URL
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: JSON, of another form for each service.
  readonly body: any
}

/** One service as it is seen from outside: how it is called, and what it answers. */
export interface FakeService {
  /** Its name in `providers`. */
  readonly name: string
  readonly model: string
  readonly options: HostedOptions
  /** Every key that the service documents for the body; with any other, it refuses the call. */
  readonly keys: readonly string[]
  /** The texts of a call, in their order. */
  readonly textsOf: (call: FakeCall) => string[]
  /** The answer that says these scores, in this order. */
  readonly answer: (scores: readonly FakeScore[]) => unknown
  /** The answer that says what went wrong. */
  readonly failure: (message: string) => unknown
  /** What it answers to a GET, which asks for what it can do; it has no such page otherwise. Not counted as a call. */
  readonly info?: unknown
  /** What one call uses, in our terms. */
  readonly usage: { readonly tokens?: number; readonly searchUnits?: number; readonly cost?: number }
}

/** The rule by which fake services score: a text's last number, as hundredths. Google rounds to as much. */
export function scoreOf(text: string): number {
  return (Number(/\d+$/.exec(text)?.[0]) % 100) / 100
}

/** What a fake service does in place of its work. All default to what a service does in good health. */
export interface FakeBehaviour {
  /** Changes the scores of an answer, which come best first. */
  readonly change?: (scores: readonly FakeScore[]) => readonly FakeScore[]
  /** Answers with this in place of scores: the next of the list for each call, then scores again. */
  readonly responses?: readonly (() => Response)[]
  /** Never answers; only the call's signal ends it. */
  readonly hangs?: boolean
}

/** A `fetch` that leads to a fake service, with the calls that it got. */
export function fakeFetch(
  service: FakeService,
  { change = (scores) => scores, responses = [], hangs = false }: FakeBehaviour = {},
): { fetch: typeof globalThis.fetch; calls: FakeCall[]; signals: (AbortSignal | null | undefined)[] } {
  const calls: FakeCall[] = []
  const signals: (AbortSignal | null | undefined)[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (init?.method === 'GET') return Response.json(service.info ?? null, { status: service.info ? 200 : 404 })
    const call = { url: new URL(`${url}`), headers: new Headers(init?.headers), body: JSON.parse(`${init?.body}`) }
    calls.push(call)
    signals.push(init?.signal)
    if (hangs) return await untilAborted(init?.signal)
    const instead = responses[calls.length - 1]
    if (instead !== undefined) return instead()
    const unknown = Object.keys(call.body).find((key) => !service.keys.includes(key))
    if (unknown !== undefined)
      return Response.json(service.failure(`unknown field: parameter '${unknown}'`), { status: 422 })
    const scores = service.textsOf(call).map((text, index) => ({ index, score: scoreOf(text) }))
    // Best first, as all services sort; those of the same score the wrong way round.
    const sorted = scores.reverse().sort((a, b) => b.score - a.score)
    return Response.json(service.answer(change(sorted)))
  }
  return { fetch, calls, signals }
}

async function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return await new Promise((_, reject) => {
    const stop = () => reject(signal?.reason)
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
  })
}
