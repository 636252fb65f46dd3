import { invalidInput } from '../invalid-input.ts'
import { parseDocuments, parseRecord } from './parse-record.ts'
import type { BadRecord, QueryInput, QuerySource } from './query-input.ts'
import { openInput, readLines, type TextLine } from './text-lines.ts'

/**
 * Reads JSON and JSON lines, from files or standard input (`-`):
 * - with a query given beside them, files hold documents, and all of them are candidates of that query;
 * - otherwise files hold `{ "query", "documents" }`: one object, an array of them, or one a line.
 */
export function createJsonSource({
  files,
  query,
}: {
  files: readonly string[]
  query: string | undefined
}): QuerySource {
  return {
    count: async () => (query === undefined && !files.includes('-') ? await countValues(files) : undefined),
    read: (skip) => skipFirst(readQueries(files, query), skip),
    close: async () => {},
  }
}

async function* skipFirst<T>(items: AsyncIterable<T>, skip: number): AsyncGenerator<T> {
  let place = 0
  for await (const item of items) if (place++ >= skip) yield item
}

async function* readQueries(
  files: readonly string[],
  query: string | undefined,
): AsyncGenerator<QueryInput | BadRecord> {
  if (query !== undefined) {
    const values: unknown[] = []
    for (const file of files) {
      for await (const entry of readValues(file)) {
        if ('problem' in entry) throw invalidInput(`${entry.source}: ${entry.problem}`)
        values.push(entry.value)
      }
    }
    const source = files.map(nameOf).join(', ')
    const documents = parseDocuments(values, source)
    if (typeof documents === 'string') throw invalidInput(documents)
    yield { queryId: '1', source, query, documents }
    return
  }
  let place = 0
  for (const file of files) {
    for await (const entry of readValues(file)) {
      place++
      yield 'problem' in entry ? { queryId: String(place), ...entry } : parseRecord({ ...entry, place })
    }
  }
}

type Value =
  | { readonly source: string; readonly value: unknown }
  | { readonly source: string; readonly problem: string }

/** The values of a file: its lines, when the first line is JSON by itself; else the whole, an array's elements each. */
async function* readValues(file: string): AsyncGenerator<Value> {
  const name = nameOf(file)
  const whole: string[] = []
  let perLine: boolean | undefined
  for await (const line of readLines(openInput(file), name)) {
    if (perLine !== false && line.text.trim() === '') continue
    perLine ??= isObjectOrString(line)
    if (perLine) yield parseLine(line, name)
    else whole.push(line.text)
  }
  if (whole.length > 0) yield* parseWhole(whole.join('\n'), name)
}

/** Counts records without parsing lines; only a file that is one JSON document has to be parsed for it. */
async function countValues(files: readonly string[]): Promise<number> {
  let count = 0
  for (const file of files) {
    let perLine: boolean | undefined
    for await (const line of readLines(openInput(file), file)) {
      if (line.text.trim() === '') continue
      perLine ??= isObjectOrString(line)
      if (!perLine) break
      count++
    }
    if (perLine === false) for await (const _ of readValues(file)) count++
  }
  return count
}

function isObjectOrString(line: TextLine): boolean {
  try {
    return !Array.isArray(JSON.parse(line.text))
  } catch {
    return false
  }
}

function parseLine(line: TextLine, name: string): Value {
  const source = `${name}, line ${line.number}`
  try {
    return { source, value: JSON.parse(line.text) }
  } catch {
    return { source, problem: 'the line is not JSON.' }
  }
}

function* parseWhole(text: string, name: string): Generator<Value> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw invalidInput(`${name} is neither JSON nor JSON lines.`, cause)
  }
  if (!Array.isArray(value)) yield { source: name, value }
  else for (const [index, element] of value.entries()) yield { source: `${name}, element ${index + 1}`, value: element }
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file
}
