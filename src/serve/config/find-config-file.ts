import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { invalidConfig } from './invalid-config.ts'

const names = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `secondpass.config.${ending}`)

/**
 * The configuration of a folder, by its usual names.
 *
 * @throws SecondpassError `invalid_request` where there are two.
 */
export function findConfigFile(folder: string): string | undefined {
  const [first, second] = names.filter((name) => existsSync(join(folder, name)))
  if (first !== undefined && second !== undefined) {
    throw invalidConfig({ place: first, problems: [`there is also ${second}. Keep one, or name one with --config.`] })
  }
  return first === undefined ? undefined : join(folder, first)
}
