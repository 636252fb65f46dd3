import { formatDollars } from '../compose/index.ts'
import type { Estimate, Reranker, RerankRequest } from '../reranker/index.ts'
import type { InputDocument } from './input/query-input.ts'
import { invalidInput } from './invalid-input.ts'
import { formatTable } from './model/format-table.ts'

/** Adds up what requests would take, and says it: for `--estimate`. A cost is told only where all of it is known. */
export async function estimateQueries({
  reranker,
  requests,
  json,
}: {
  reranker: Reranker
  requests: AsyncIterable<RerankRequest<InputDocument>>
  json: boolean
}): Promise<string> {
  if (reranker.estimate === undefined) throw invalidInput(`${reranker.id} cannot say what a request takes.`)
  let queries = 0
  let total: Estimate = { pairs: 0, tokens: 0, requests: 0, searchUnits: 0, cost: 0 }
  for await (const request of requests) {
    total = add(total, await reranker.estimate(request))
    queries++
  }
  const { searchUnits, cost } = total
  if (json) return `${JSON.stringify({ model: reranker.id, queries, ...total }, null, 2)}\n`
  const rows = [
    ['model', reranker.id],
    ['queries', `${queries}`],
    ['pairs', `${total.pairs}`],
    ['tokens', `about ${total.tokens}`],
    ['calls to services', `${total.requests}`],
    ...(searchUnits ? [['search units', `${searchUnits}`]] : []),
    ['cost', cost === undefined ? 'unknown: the price table lacks the model' : formatDollars(cost)],
  ]
  const [first = [], ...rest] = rows
  return formatTable({ header: first, rows: rest })
}

function add(one: Estimate, other: Estimate): Estimate {
  const cost = one.cost === undefined || other.cost === undefined ? undefined : one.cost + other.cost
  const searchUnits = (one.searchUnits ?? 0) + (other.searchUnits ?? 0)
  return {
    pairs: one.pairs + other.pairs,
    tokens: one.tokens + other.tokens,
    requests: one.requests + other.requests,
    ...(searchUnits > 0 && { searchUnits }),
    ...(cost !== undefined && { cost }),
  }
}
