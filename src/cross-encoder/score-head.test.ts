import { describe, expect, it } from 'vitest'
import type { HuggingFaceConfig } from './manifest-schema.ts'
import { logitOf, readScoreHead } from './score-head.ts'

const labels = (...names: string[]): HuggingFaceConfig => ({ id2label: Object.fromEntries(names.entries()) })

describe('the head of a configuration', () => {
  it.each<[HuggingFaceConfig, string]>([
    [{}, 'sigmoid'],
    [{ num_labels: 1 }, 'sigmoid'],
    [{ sentence_transformers: { activation_fn: 'torch.nn.modules.linear.Identity' } }, 'logit'],
    [{ sbert_ce_default_activation_function: 'torch.nn.modules.activation.Sigmoid' }, 'sigmoid'],
  ])('of one label gives the logit: %o', (config, scale) => {
    expect(readScoreHead(config)).toEqual({ head: { kind: 'one-logit' }, scale })
  })

  it.each<[HuggingFaceConfig, 0 | 1]>([
    [{ num_labels: 2 }, 1],
    [labels('LABEL_0', 'LABEL_1'), 1],
    [labels('irrelevant', 'relevant'), 1],
    [labels('yes', 'no'), 0],
    [labels('Not Relevant', 'match'), 1],
    [labels('match', 'negative'), 0],
  ])('of two labels says which of them is "relevant": %o', (config, relevant) => {
    expect(readScoreHead(config)).toEqual({ head: { kind: 'two-labels', relevant }, scale: 'sigmoid' })
  })

  it.each<[string, HuggingFaceConfig, string]>([
    ['three labels', labels('a', 'b', 'c'), 'has 3 labels (a, b, c)'],
    ['no label', { num_labels: 0 }, 'has 0 labels'],
    ['two of which none says so', labels('cats', 'dogs'), 'cats and dogs'],
    ['another activation', { sentence_transformers: { activation_fn: 'torch.Tanh' } }, 'torch.Tanh'],
    ['signs that steer a terminal', labels('\u001b[2J', 'b', 'c'), '(?[2J, b, c)'],
  ])('is refused with %s', (_, config, words) => {
    expect(() => readScoreHead(config)).toThrow(
      expect.objectContaining({ code: 'invalid_model', message: expect.stringContaining(words) }),
    )
  })

  it('is refused in few words, whatever the labels', () => {
    const config = labels(...Array.from({ length: 50_000 }, (_, id) => `label ${id}`))
    expect(() => readScoreHead(config)).toThrow(/^.{50,250}$/)
  })
})

describe('a pair’s logit', () => {
  const one = { kind: 'one-logit' } as const
  const yesNo = { kind: 'yes-no', ids: { yes: 3, no: 1 } } as const

  it('is the one number', () => {
    expect(logitOf({ head: one, data: [0.5], dims: [1, 1] })).toBe(0.5)
    expect(logitOf({ head: one, data: [0.5], dims: [1] })).toBe(0.5)
  })

  it('is the difference of two labels', () => {
    expect(logitOf({ head: { kind: 'two-labels', relevant: 1 }, data: [0.5, 2], dims: [1, 2] })).toBe(1.5)
    expect(logitOf({ head: { kind: 'two-labels', relevant: 0 }, data: [0.5, 2], dims: [1, 2] })).toBe(-1.5)
  })

  it('is the difference of two answers of the last token', () => {
    expect(logitOf({ head: yesNo, data: [9, 9, 9, 9, 0, 1, 2, 4], dims: [1, 2, 4] })).toBe(3)
  })

  it('stays what it is when it is no number, for others to refuse', () => {
    expect(logitOf({ head: one, data: [Number.NaN], dims: [1, 1] })).toBeNaN()
  })

  it('is refused when the output has another shape', () => {
    const refusal = (words: string) =>
      expect.objectContaining({ code: 'invalid_model', message: expect.stringContaining(words) })
    expect(() => logitOf({ head: one, data: [1, 2], dims: [1, 2] })).toThrow(refusal('[1, 2]'))
    expect(() => logitOf({ head: one, data: [], dims: [0, 1] })).toThrow(refusal('[0, 1]'))
    expect(() => logitOf({ head: { kind: 'two-labels', relevant: 1 }, data: [1], dims: [1, 1] })).toThrow(
      refusal('[1, 1]'),
    )
    expect(() => logitOf({ head: yesNo, data: [1, 2], dims: [1, 1, 2] })).toThrow(refusal('does not hold its "yes"'))
  })
})
