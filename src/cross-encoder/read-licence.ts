import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The licence that a model card names in its head, or secondpass.json. */
export function readLicence(folder: string): string | undefined {
  const text = (name: string): string => {
    const path = join(folder, name)
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() && found.size < 10_000_000 ? readFileSync(path, 'utf8') : ''
  }
  const head = /^---\n([\s\S]*?)\n---/.exec(text('README.md'))?.[1] ?? ''
  const named =
    /^license:\s*(\S.*)$/m.exec(head)?.[1] ?? /"license"\s*:\s*"([^"]{1,100})"/.exec(text('secondpass.json'))?.[1]
  return named?.trim()
}
