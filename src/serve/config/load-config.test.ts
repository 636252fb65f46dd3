import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findConfigFile } from './find-config-file.ts'
import { loadConfig } from './load-config.ts'
import type { ModelConfig } from './serve-config.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secondpass-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, content: string): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

it('reads TypeScript that imports secondpass and a file beside it, in a folder where nothing is installed', async () => {
  write('depth.ts', 'export const depth: number = 42\n')
  const file = write(
    'full.ts',
    `import { createReranker, type Reranker } from 'secondpass'
     import { defineConfig } from 'secondpass/serve'
     import { depth } from './depth.ts'
     const reranker: Reranker = createReranker('secondpass-en', { workers: 1 })
     export default defineConfig({ depth, models: { own: { model: reranker } } })`,
  )
  const {
    config: { depth, models = {} },
  } = await loadConfig({ file })
  expect(depth).toBe(42)
  const { model } = models['own'] as { model: Exclude<ModelConfig['model'], string> }
  expect(model.id).toBe('secondpass-en')
  const { results } = await model.rerank({ query: 'tides', documents: ['bread', 'The moon causes tides.'] })
  expect(results.map(({ index }) => index)).toEqual([1, 0])
})

it.each([
  ['a.mts', "export default { port: 1 } satisfies import('secondpass/serve').ServeConfig"],
  ['a.mjs', 'export default { port: 1 }'],
  ['a.js', 'module.exports = { port: 1 }'],
  ['a.json', '{ "port": 1 }'],
])('reads %s', async (name, content) => {
  const file = write(name, content)
  expect(await loadConfig({ file })).toEqual({ config: { port: 1 }, file })
})

it.each([
  ['none.ts', undefined, 'there is no such file'],
  ['broken.json', '{ "port": ', 'it cannot be read: it stops to be JSON in line 1, column 11'],
  ['key.json', '{\n  "apiKeys": [secret]}', 'it cannot be read: it stops to be JSON in line 2, column 15'],
  ['broken.ts', 'export default {{', expect.stringMatching(/^it cannot be read: /)],
  ['missing.ts', "import './nowhere.ts'\nexport default {}", expect.stringMatching(/^it cannot be read: .*nowhere/s)],
  ['throws.ts', "throw new Error('no luck')", 'it cannot be read: no luck'],
  ['throws-nothing.ts', 'throw null', 'it cannot be read: null'],
  ['throws-words.ts', "throw 'no luck'", 'it cannot be read: no luck'],
  ['number.ts', 'export default 1', 'it must hold an object as its default export'],
  ['named.ts', 'export const config = { port: 1 }', 'it must hold an object as its default export'],
  ['empty.ts', '', 'it must hold an object as its default export'],
  ['list.json', '[]', expect.stringContaining('expected object')],
  ['wrong.json', '{ "limits": { "document": 3 } }', 'limits: there is no key `document`. Did you mean `documents`?'],
])('says what is wrong with %s', async (name, content, reason) => {
  const file = content === undefined ? join(folder, name) : write(name, content)
  const error = (await loadConfig({ file }).catch((caught: unknown) => caught)) as Error
  expect(error).toMatchObject({ code: 'invalid_request', message: expect.stringContaining(`${file}: `) })
  expect(error.message.slice(file.length + 2)).toEqual(reason)
})

it('puts what an operator says over the file, key by key where there are names', async () => {
  const file = write(
    'under.json',
    JSON.stringify({
      port: 1,
      host: '0.0.0.0',
      models: { a: 'secondpass-en' },
      aliases: { x: 'a', y: 'a' },
      cache: { ttl: 5, entries: 10 },
    }),
  )
  const over = {
    port: 2,
    host: undefined,
    models: { b: 'secondpass-en' },
    aliases: { x: 'b', y: 'b' },
    cache: { redis: 'redis://r' },
  }
  expect((await loadConfig({ file, over })).config).toEqual({
    port: 2,
    host: '0.0.0.0',
    models: { b: 'secondpass-en' },
    aliases: { x: 'b', y: 'b' },
    cache: { ttl: 5, redis: 'redis://r' }, // Whose place takes that of the memory.
  })
  // An alias of the file whose model is gone with the models that took their place.
  await expect(loadConfig({ file, over: { models: { b: 'secondpass-en' } } })).rejects.toThrow(
    'aliases.x: there is no model `a`',
  )
})

it('finds the one configuration of a folder', () => {
  const place = join(folder, 'place')
  mkdirSync(place)
  expect(findConfigFile(place)).toBeUndefined()
  writeFileSync(join(place, 'secondpass.config.json'), '{}')
  expect(findConfigFile(place)).toBe(join(place, 'secondpass.config.json'))
  writeFileSync(join(place, 'secondpass.config.ts'), 'export default {}')
  expect(() => findConfigFile(place)).toThrow(
    'secondpass.config.ts: there is also secondpass.config.json. Keep one, or name one with --config.',
  )
})
