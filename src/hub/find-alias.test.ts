import { expect, test } from 'vitest'
import { findAlias } from './find-alias.ts'
import { modelAliases } from './model-aliases.ts'
import { parseHubName } from './parse-hub-name.ts'

test.each(Object.entries(modelAliases))('%s is described', (name, alias) => {
  expect(findAlias(name)).toBe(alias)
  expect(parseHubName(`hf:${alias.repository}`).repository).toBe(alias.repository)
  expect(alias.window).toBeGreaterThanOrEqual(512)
  expect(alias.megabytes).toBeGreaterThan(0)
  expect(alias.licence).toMatch(/^[A-Z][\w.-]+$/)
})

test('other names are no aliases', () => {
  expect(['secondpass-en', 'toString', ''].map(findAlias)).toEqual([undefined, undefined, undefined])
})
