import type { Provider } from './provider.ts'
import { providers } from './providers.ts'

/** A model behind a service. */
export interface HostedPlace {
  readonly provider: Provider
  readonly model: string
}

/** What may stand before the colon of a hosted model's name. */
export const serviceNames: readonly string[] = providers.map(({ name }) => name)

/**
 * Takes a name such as `cohere:rerank-v4.0-pro` apart; undefined when it does not begin with a known service. The colon
 * always stands there, also without a model (`tei:`): `tei` alone is the name of a folder.
 */
export function parseHostedName(name: string): HostedPlace | undefined {
  const colon = name.indexOf(':')
  const provider = providers.find((each) => each.name === name.slice(0, colon))
  return colon < 0 || provider === undefined ? undefined : { provider, model: name.slice(colon + 1) }
}
