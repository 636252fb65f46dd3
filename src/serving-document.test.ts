import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { addServeOptions } from './cli/serve/serve-options.ts'
import { modelConfigSchema } from './serve/config/model-config-schema.ts'
import { serveConfigSchema } from './serve/config/serve-config-schema.ts'

const text = readFileSync(fileURLToPath(new URL('../docs/serving.md', import.meta.url)), 'utf8')
/** The words in backquotes of the document's tables, by column. */
const rows = text.split('\n').filter((line) => line.startsWith('| '))
const column = (number: number): string[] =>
  rows.flatMap((row) => [...(row.split('|')[number] ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word))

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
}

/** Keys of a schema, those inside others with a point between. */
function keysOf(shape: Shape, prefix = ''): string[] {
  return Object.entries(shape.properties ?? {}).flatMap(([key, inner]) => {
    const inside = keysOf(inner, `${prefix}${key}.`)
    return inside.length > 0 ? inside : [`${prefix}${key}`]
  })
}

it('has every key of a configuration, and no other', () => {
  const keys = keysOf(z.toJSONSchema(serveConfigSchema, { unrepresentable: 'any', io: 'input' }) as Shape)
  expect(keys).toContain('limits.bodyBytes')
  const documented = column(1).filter((key) => key !== 'cache')
  // Keys of a model stand in a table of their own, below.
  expect(documented.slice(0, keys.length).sort()).toEqual(keys.sort())
  for (const key of documented.slice(keys.length)) {
    const { error } = modelConfigSchema.safeParse({ model: 'a', [key]: Symbol('of no kind') })
    expect(error?.issues.map(({ code }) => code)).not.toContain('unrecognized_keys')
  }
})

it('has every option and variable of the command', () => {
  const { options } = addServeOptions(new Command())
  expect(
    column(2)
      .filter((word) => word.startsWith('--'))
      .sort(),
  ).toEqual(options.map(({ long }) => long as string).sort())
  const variables = [...options.flatMap(({ envVar = [] }) => envVar), 'SECONDPASS_API_KEYS']
  expect(
    column(3)
      .filter((word) => word.startsWith('SECONDPASS_'))
      .sort(),
  ).toEqual(variables.sort())
})
