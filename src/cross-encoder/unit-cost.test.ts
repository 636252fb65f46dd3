import { expect, it } from 'vitest'
import { unitCost } from './unit-cost.ts'

const unit = { kind: 'score', query: 'q'.repeat(20), text: 't'.repeat(300), maxTokens: 128 } as const

it('counts the tokens of query and text, about', () => {
  expect(unitCost(unit)).toBe(80)
})

it('counts signs of other scripts for what they are: more than letters', () => {
  expect(unitCost({ ...unit, text: '潮'.repeat(60) })).toBe(65)
})

it('counts no more than the limits let be read', () => {
  expect(unitCost({ ...unit, text: 't'.repeat(100_000) })).toBe(128)
  expect(unitCost({ ...unit, text: '潮'.repeat(100_000) })).toBe(128)
  expect(unitCost({ ...unit, maxDocumentTokens: 50 })).toBe(55)
  expect(unitCost({ ...unit, query: 'q'.repeat(100_000), maxDocumentTokens: 1 })).toBe(128)
})

it('has something for the smallest pair', () => {
  expect(unitCost({ ...unit, query: 'q', text: '' })).toBe(16)
})
