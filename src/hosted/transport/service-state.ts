import { Circuit } from './circuit.ts'
import { Latencies } from './latencies.ts'
import { RetryBudget } from './retry-budget.ts'
import type { Call } from './transport.ts'
import type { TransportRules } from './transport-rules.ts'

/** What this process knows of how a model of a service does. */
export interface ServiceState {
  readonly circuit: Circuit
  readonly budget: RetryBudget
  readonly latencies: Latencies
  /** Until when no second calls are made, on `performance.now()`'s clock. */
  hedgeRestsUntil: number
}

/** More than any program uses; a bound all the same, for those that get the names of models from outside. */
const most = 1_000

/** By the way to the service: behind a `fetch` of one's own may be another network, or a test. */
const states = new WeakMap<typeof globalThis.fetch, Map<string, ServiceState>>()

/** The state that all rerankers of this process share who call the same address for the same service and model. */
export function findServiceState({
  fetch,
  call: { service, model, request },
  rules,
}: {
  fetch: typeof globalThis.fetch
  call: Call
  rules: TransportRules
}): ServiceState {
  const known = states.get(fetch) ?? new Map<string, ServiceState>()
  states.set(fetch, known)
  const key = JSON.stringify([request.url.replace(/[?#].*$/s, ''), service, model])
  const state = known.get(key) ?? {
    circuit: new Circuit(rules),
    budget: new RetryBudget({ rules }),
    latencies: new Latencies(),
    hedgeRestsUntil: 0,
  }
  known.delete(key) // So that the one that was used last is the last.
  known.set(key, state)
  const [oldest] = known.keys()
  if (known.size > most && oldest !== undefined) known.delete(oldest)
  return state
}
