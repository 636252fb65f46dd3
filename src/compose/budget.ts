import { invalidOption, requireNumber } from './invalid-option.ts'

/** What may be spent, in US dollars. Hours and days are the clock's, in UTC. */
export interface Budget {
  readonly perRequest?: number | undefined
  readonly perHour?: number | undefined
  readonly perDay?: number | undefined
  /** What to do with a request of which nobody knows the cost beforehand. Default `'refuse'`. */
  readonly ifUnknown?: 'refuse' | 'allow' | undefined
}

const names: ReadonlySet<string> = new Set(['perRequest', 'perHour', 'perDay', 'ifUnknown'] satisfies (keyof Budget)[])

/** Refuses what is no budget. */
export function readBudget(budget: Budget | undefined): Budget | undefined {
  if (budget === undefined) return undefined
  // A limit that is not read would not hold.
  const unknown =
    typeof budget === 'object' && budget !== null ? Object.keys(budget).find((name) => !names.has(name)) : ''
  if (unknown !== undefined) {
    const what = unknown === '' ? '`budget`' : `\`${unknown}\``
    throw invalidOption(`${what} is no budget. A budget is an object with ${[...names].join(', ')}.`)
  }
  for (const name of ['perRequest', 'perHour', 'perDay'] as const) requireNumber({ name, value: budget[name] })
  if (budget.ifUnknown !== undefined && budget.ifUnknown !== 'refuse' && budget.ifUnknown !== 'allow') {
    throw invalidOption("`ifUnknown` must be 'refuse' or 'allow'.")
  }
  return budget
}
