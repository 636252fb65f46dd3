import { type ModelFacts, type Provider, priceTable, providers } from '../../hosted/index.ts'

/** A hosted model, or a service's models that are not known one by one. */
export interface ProviderRow {
  readonly service: string
  /** As it is named: `cohere:rerank-v4.0-pro`, or `tei:` with an ellipsis where any name goes. */
  readonly model: string
  /** The most documents of one call; larger requests are split. */
  readonly maxDocuments: number
  /** Tokens of query and document that are read; null where that is not known. */
  readonly contextTokens: number | null
  /** `$2 / 1K searches`, `free`; null where it is not known. */
  readonly price: string | null
  /** The environment variable that holds the key or, for servers of one's own, the address; null where none is needed. */
  readonly access: string | null
  /** Whether that is set. */
  readonly found: boolean
}

/** All services, a row a model; what was shut down is left out. */
export function listProviders({ env }: { env: Readonly<Record<string, string | undefined>> }): ProviderRow[] {
  return providers.flatMap((provider) => {
    const known = provider.models.filter(({ replacedBy }) => replacedBy === undefined)
    const rows = known.length > 0 ? known : [{ id: '…', ...provider.anyModel }]
    return rows.map((facts) => toRow({ provider, facts, env }))
  })
}

function toRow({
  provider,
  facts: { id, maxDocuments, contextTokens },
  env,
}: {
  provider: Provider
  facts: ModelFacts
  env: Readonly<Record<string, string | undefined>>
}): ProviderRow {
  const { name, keyVariables, credentialVariables, keyOptional, baseUrlVariables } = provider
  // A server of one's own is there when its address is; its key may be none.
  const variables = keyOptional === true ? (baseUrlVariables ?? []) : (credentialVariables ?? keyVariables)
  const set = variables.find((variable) => env[variable])
  return {
    service: name,
    model: `${name}:${id}`,
    maxDocuments,
    contextTokens: contextTokens ?? null,
    price: priceOf(provider, id),
    access: set ?? variables[0] ?? null,
    found: set !== undefined,
  }
}

function priceOf({ name, keyOptional, baseUrl }: Provider, id: string): string | null {
  if (keyOptional === true && baseUrl === undefined) return 'free'
  const listed = priceTable.find(({ model }) => model === `${name}:${id}`)
  if (listed?.perThousandSearchUnits !== undefined) return `$${listed.perThousandSearchUnits} / 1K searches`
  return listed?.perMillionTokens === undefined ? null : `$${listed.perMillionTokens} / 1M tokens`
}
