import type { HostedOptions } from '../hosted-options.ts'
import { HostedReranker } from '../hosted-reranker.ts'
import type { Provider } from '../provider.ts'
import { providers } from '../providers.ts'
import { type FakeBehaviour, type FakeCall, type FakeService, fakeFetch } from './fake-service.ts'

/** A reranker before a fake service, with what reached the service. */
export function makeFake(
  service: FakeService,
  { options, ...behaviour }: FakeBehaviour & { options?: HostedOptions } = {},
): { reranker: HostedReranker; calls: FakeCall[]; signals: (AbortSignal | null | undefined)[] } {
  const { fetch, calls, signals } = fakeFetch(service, behaviour)
  const reranker = new HostedReranker({
    provider: providerOf(service),
    model: service.model,
    options: { ...service.options, fetch, ...options },
  })
  return { reranker, calls, signals }
}

export function providerOf({ name }: FakeService): Provider {
  const provider = providers.find((each) => each.name === name)
  if (provider === undefined) throw new Error(`There is no service "${name}".`)
  return provider
}
