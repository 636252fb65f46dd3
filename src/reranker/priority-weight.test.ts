import { expect, it } from 'vitest'
import { priorityWeight } from './priority-weight.ts'

it('halves the weight at priority 100, and never makes it nothing', () => {
  expect([undefined, 0, 100, 300].map((priority) => priorityWeight(priority))).toEqual([1, 1, 0.5, 0.25])
  for (let priority = 1; priority < 1000; priority++) {
    expect(priorityWeight(priority)).toBeGreaterThan(0.09)
    expect(priorityWeight(priority)).toBeLessThan(priorityWeight(priority - 1))
  }
})
