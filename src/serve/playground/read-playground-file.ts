import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A file of the page, as it goes out. */
export interface PlaygroundFile {
  readonly content: string
  readonly type: string
  /** Changes with the content, for browsers that have the file already. */
  readonly etag: string
}

/** Reads a built file of the page. The build puts them into `dist/`, as far away from here in `src/` as in `dist/` itself. */
export function readPlaygroundFile({ name, type }: { name: string; type: string }): PlaygroundFile {
  const content = readFileSync(new URL(`../../../dist/playground/${name}`, import.meta.url), 'utf8')
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  return { content, type: `${type}; charset=utf-8`, etag }
}
