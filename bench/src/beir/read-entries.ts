import { findFile } from './find-file.ts'
import { readLines } from './read-lines.ts'

/** A query or document of a BEIR collection. */
export interface BeirEntry {
  readonly _id: string
  readonly title?: string
  readonly text: string
}

/** Reads `corpus.jsonl` or `queries.jsonl`. */
export async function* readEntries(path: string): AsyncGenerator<BeirEntry, void, undefined> {
  for await (const line of readLines(findFile(path))) yield JSON.parse(line) as BeirEntry
}
