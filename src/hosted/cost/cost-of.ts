import type { ModelFacts } from '../model-facts.ts'
import type { WireUsage } from '../provider.ts'
import { callTokens } from './call-tokens.ts'
import type { Price } from './price.ts'
import { searchUnits } from './search-units.ts'

/**
 * What one call cost: by the service's own word, else by the price and the service's counts, else by the price and our
 * count of tokens or search units. Without a price, only what the service says.
 */
export function costOf({
  price,
  usage = {},
  query,
  texts,
  facts,
}: {
  price: Price | undefined
  /** What the service counted; nothing before the call. */
  usage?: WireUsage | undefined
  query: string
  texts: readonly string[]
  facts: Omit<ModelFacts, 'id'>
}): { cost?: number; searchUnits?: number } {
  const { perMillionTokens, perThousandSearchUnits } = price ?? {}
  const units = usage.searchUnits ?? (perThousandSearchUnits === undefined ? undefined : searchUnits({ query, texts }))
  const counted = units === undefined ? {} : { searchUnits: units }
  if (usage.cost !== undefined) return { ...counted, cost: usage.cost }
  if (price === undefined) return counted
  const tokens = perMillionTokens === undefined ? 0 : (usage.tokens ?? callTokens({ query, texts, facts }))
  const cost = (tokens * (perMillionTokens ?? 0)) / 1_000_000 + ((units ?? 0) * (perThousandSearchUnits ?? 0)) / 1000
  return { ...counted, cost }
}
