import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import type { CrossEncoderOptions } from './cross-encoder-options.ts'
import type { ModelDescription } from './model-description.ts'
import { resolveSettings } from './resolve-settings.ts'

const model: ModelDescription = {
  id: 'm',
  folder: '/m',
  architecture: 'bert',
  dtype: 'fp32',
  stages: [],
  firstPosition: 0,
  window: 512,
  defaultMaxTokens: 256,
  head: { kind: 'one-logit' },
  scale: 'sigmoid',
}
const defaults = { workers: availableParallelism(), maxTokens: 256, longDocuments: 'truncate', maxChunks: 10 }

describe('resolveSettings', () => {
  it('fills in what is absent or undefined', () => {
    expect(resolveSettings({}, model)).toEqual(defaults)
    const none = { workers: undefined, maxTokens: undefined, longDocuments: undefined, maxChunks: undefined }
    expect(resolveSettings(none, model)).toEqual(defaults)
  })

  it.each<CrossEncoderOptions>([
    { workers: 1, maxTokens: 8, longDocuments: 'chunk', maxChunks: 1 },
    { workers: 1024, maxTokens: 512, longDocuments: 'truncate', maxChunks: 100_000 },
  ])('takes %o', (options) => {
    expect(resolveSettings(options, model)).toEqual(options)
  })

  it.each([
    ['workers', 0],
    ['workers', -1],
    ['workers', 1.5],
    ['workers', 1025],
    ['workers', Number.NaN],
    ['workers', Number.POSITIVE_INFINITY],
    ['workers', '2'],
    ['workers', null],
    ['maxTokens', 7],
    ['maxTokens', 513],
    ['maxTokens', 0],
    ['maxTokens', 100.5],
    ['maxChunks', 0],
    ['maxChunks', Number.POSITIVE_INFINITY],
    ['longDocuments', 'split'],
    ['longDocuments', ''],
    ['longDocuments', false],
  ])('refuses %s: %s', (name, value) => {
    const resolve = () => resolveSettings({ [name]: value } as CrossEncoderOptions, model)
    expect(resolve).toThrow(expect.objectContaining({ name: 'SecondpassError', code: 'invalid_request' }))
    expect(resolve).toThrow(`\`${name}\``)
  })
})
