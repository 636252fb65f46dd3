import { expect, it } from 'vitest'
import { ModelRegistry } from './model-registry.ts'
import type { ServedModel } from './served-model.ts'

const named = (name: string): ServedModel => ({ name }) as ServedModel
const make = (names: string[], aliases: Record<string, string> = {}): ModelRegistry =>
  new ModelRegistry({ models: names.map(named), aliases })

it('gives the first model where a client names none, or what stands for none', () => {
  for (const name of [undefined, '', 'default', 'default/not-specified']) {
    expect(make(['a', 'b']).find(name).name).toBe('a')
    expect(make(['a', 'b'], { '*': 'b' }).find(name).name).toBe('a')
  }
})

it('gives a model that is called so, or has such an alias, to those who ask for it', () => {
  expect(make(['a', 'default']).find('default').name).toBe('default')
  expect(make(['a', 'b'], { default: 'b' }).find('default').name).toBe('b')
})

it('gives what an alias stands for, and else what all other names do', () => {
  expect(make(['a', 'b'], { other: 'b' }).find('other').name).toBe('b')
  expect(make(['a', 'b'], { '*': 'b' }).find('anything').name).toBe('b')
  expect(() => make(['a']).find('anything')).toThrow(/^model not found: this server has 'a'/)
})
