import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from '../paths.ts'
import type { ReferencePair } from './peer-tasks.ts'

type Recipe = string | { readonly repeat: string; readonly times: number }

/** A fixture's pairs with what the reference makes of them; long texts are written out. */
export function readRecords(name: string): ReferencePair[] {
  const lines = readFileSync(join(paths.records, `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => {
    const record = JSON.parse(line) as ReferencePair & { query: Recipe; document: Recipe }
    return { ...record, query: writeOut(record.query), document: writeOut(record.document) }
  })
}

function writeOut(text: Recipe): string {
  return typeof text === 'string' ? text : text.repeat.repeat(text.times)
}
