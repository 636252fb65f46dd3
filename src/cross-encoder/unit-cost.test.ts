import { expect, it } from 'vitest'
import { unitCost } from './unit-cost.ts'

const unit = { kind: 'score', query: 'q'.repeat(20), text: 't'.repeat(300), maxTokens: 128 } as const

it('counts the characters of query and text', () => {
  expect(unitCost(unit)).toBe(320)
})

it('counts no more than the limits let be read', () => {
  expect(unitCost({ ...unit, text: 't'.repeat(100_000) })).toBe(512)
  expect(unitCost({ ...unit, maxDocumentTokens: 50 })).toBe(220)
  expect(unitCost({ ...unit, query: 'q'.repeat(100_000), maxDocumentTokens: 1 })).toBe(512)
})

it('has something for the smallest pair', () => {
  expect(unitCost({ ...unit, query: 'q', text: '' })).toBe(64)
})
