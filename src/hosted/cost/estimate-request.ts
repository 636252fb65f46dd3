import { type Document, type Estimate, planCandidates, type RerankRequest } from '../../reranker/index.ts'
import type { ServiceTarget } from '../hosted-scorer.ts'
import { splitCall } from '../split-call.ts'
import { callTokens } from './call-tokens.ts'
import { costOf } from './cost-of.ts'
import type { Price } from './price.ts'

/** What a request to a service would take, by the same cuts and prices as the calls themselves. */
export function estimateRequest<D extends Document>({
  target: { facts },
  price,
  request,
}: {
  target: Pick<ServiceTarget, 'facts'>
  price: Price | undefined
  request: RerankRequest<D>
}): Estimate {
  const { query, texts } = planCandidates(request)
  const calls = splitCall({ query, texts, facts }).map(({ start, end }) => texts.slice(start, end))
  const costs = calls.map((part) => costOf({ price, query, texts: part, facts }))
  const units = costs.map((each) => each.searchUnits).filter((each) => each !== undefined)
  return {
    pairs: texts.length,
    tokens: callTokens({ query, texts, facts }),
    requests: calls.length,
    ...(units.length > 0 && { searchUnits: sum(units) }),
    ...((price !== undefined || calls.length === 0) && { cost: sum(costs.map(({ cost = 0 }) => cost)) }),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
