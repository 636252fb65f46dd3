import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'
import { findJsonError } from '../json/find-json-error.ts'
import { placeIn } from '../json/place-in.ts'
import { checkShape } from './check-config.ts'
import { invalidConfig } from './invalid-config.ts'
import type { ServeConfig } from './serve-config.ts'

// Of this package, as built: also where a configuration's folder has no secondpass of its own, as under `npx`.
const alias = {
  'secondpass/serve': fileURLToPath(new URL('../../../dist/serve/index.js', import.meta.url)),
  secondpass: fileURLToPath(new URL('../../../dist/index.js', import.meta.url)),
}

/**
 * Reads a configuration: JSON, or what a TypeScript or JavaScript file exports as its default.
 *
 * @throws SecondpassError `invalid_request`.
 */
export async function readConfigFile(file: string): Promise<ServeConfig> {
  let config: unknown
  try {
    config = await (file.endsWith('.json') ? readJson(file) : importDefault(file))
  } catch (cause) {
    const { code, message = String(cause) } = Object(cause) as { code?: unknown; message?: string }
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read: ${message}`
    throw invalidConfig({ place: file, problems: [reason], cause })
  }
  if (typeof config !== 'object' || config === null) {
    const wanted = file.endsWith('.json') ? 'an object' : 'an object as its default export'
    throw invalidConfig({ place: file, problems: [`it must hold ${wanted}`] })
  }
  return checkShape({ config, place: file })
}

/** Not with the parser's own words: they repeat a part of the file, which may be a key. */
async function readJson(file: string): Promise<unknown> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  const at = findJsonError(text)
  if (at === undefined) return JSON.parse(text)
  throw new Error(`it stops to be JSON in ${placeIn(text, at)}`)
}

async function importDefault(file: string): Promise<unknown> {
  const path = resolve(file)
  await readFile(path) // Says by its code that there is no file; a module that the file imports says the same by another.
  // Without a cache of files: the file system may be read-only.
  const jiti = createJiti(import.meta.url, { alias, fsCache: false, moduleCache: false })
  const module = await jiti.import<{ default?: unknown }>(path)
  return 'default' in module ? module.default : undefined // Without one, what a module has else is no configuration.
}
