import { existsSync } from 'node:fs'

/** A data file as it is or compressed, whichever is there. */
export function findFile(path: string): string {
  const found = [path, `${path}.gz`].find((candidate) => existsSync(candidate))
  if (found === undefined) throw new Error(`There is neither ${path} nor ${path}.gz.`)
  return found
}
