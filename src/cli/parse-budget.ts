import { InvalidArgumentError } from 'commander'
import type { Budget } from '../compose/index.ts'

const names = { request: 'perRequest', hour: 'perHour', day: 'perDay' } as const

/** Reads `2/day`, or several with commas: `0.01/request,2/day`. US dollars. */
export function parseBudget(text: string): Budget {
  const budget: { -readonly [Name in keyof Budget]: Budget[Name] } = {}
  for (const part of text.split(',')) {
    const [, amount, span] = /^\s*(\d+(?:\.\d+)?)\/(request|hour|day)\s*$/.exec(part) ?? []
    if (amount === undefined)
      throw new InvalidArgumentError('It must be US dollars, such as 2/day or 0.01/request,2/day.')
    budget[names[span as keyof typeof names]] = Number(amount)
  }
  return budget
}
