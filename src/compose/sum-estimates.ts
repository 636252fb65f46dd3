import type { Estimate } from '../reranker/index.ts'

/** Adds up estimates. The cost is known when all of them know theirs. */
export function sumEstimates(estimates: readonly Estimate[]): Estimate {
  const sum = (name: 'pairs' | 'tokens' | 'requests' | 'searchUnits' | 'cost') =>
    estimates.reduce((total, estimate) => total + (estimate[name] ?? 0), 0)
  return {
    pairs: sum('pairs'),
    tokens: sum('tokens'),
    requests: sum('requests'),
    ...(estimates.some(({ searchUnits }) => searchUnits !== undefined) && { searchUnits: sum('searchUnits') }),
    ...(estimates.every(({ cost }) => cost !== undefined) && { cost: sum('cost') }),
  }
}
