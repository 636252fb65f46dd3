import { invalidOption, requireNumber } from './invalid-option.ts'

/** What may be spent, in US dollars. Hours and days are the clock's, in UTC. */
export interface Budget {
  readonly perRequest?: number | undefined
  readonly perHour?: number | undefined
  readonly perDay?: number | undefined
  /** What to do with a request of which nobody knows the cost beforehand. Default `'refuse'`. */
  readonly ifUnknown?: 'refuse' | 'allow' | undefined
}

/** Refuses what is no budget. */
export function readBudget(budget: Budget | undefined): Budget | undefined {
  if (budget === undefined) return undefined
  for (const name of ['perRequest', 'perHour', 'perDay'] as const) requireNumber({ name, value: budget[name] })
  if (budget.ifUnknown !== undefined && budget.ifUnknown !== 'refuse' && budget.ifUnknown !== 'allow') {
    throw invalidOption("`ifUnknown` must be 'refuse' or 'allow'.")
  }
  return budget
}
