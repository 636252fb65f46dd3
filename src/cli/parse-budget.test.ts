import { expect, test } from 'vitest'
import { parseBudget } from './parse-budget.ts'

test.each([
  ['2/day', { perDay: 2 }],
  ['0.01/request, 2/day', { perRequest: 0.01, perDay: 2 }],
  ['0/hour', { perHour: 0 }],
])('"%s" is a budget', (text, budget) => {
  expect(parseBudget(text)).toEqual(budget)
})

test.each(['', '2', '2/week', '-1/day', '2/day,', '$2/day', '1e3/day', 'day'])('"%s" is none', (text) => {
  expect(() => parseBudget(text)).toThrow('US dollars')
})
