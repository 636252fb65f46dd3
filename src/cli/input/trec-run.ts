import { invalidInput } from '../invalid-input.ts'
import { openInput, readLines } from './text-lines.ts'

/** A query's candidates in a TREC run, best first. */
export interface RunQuery {
  readonly queryId: string
  /** The file's line that it begins at. */
  readonly line: number
  readonly candidates: readonly { readonly id: string; readonly score: number }[]
}

/**
 * Reads a TREC run, `query Q0 document rank score tag` a line, one query at a time. As in trec_eval the order comes from
 * the scores, and the rank column is not read; equal scores stay in the file's order.
 */
export async function* readTrecRun(path: string): AsyncGenerator<RunQuery> {
  const finished = new Set<string>()
  let current: { queryId: string; line: number; scores: Map<string, number> } | undefined
  for await (const { text, number } of readLines(openInput(path), path)) {
    if (text.trim() === '') continue
    const where = `${path}, line ${number}`
    const { queryId, documentId, score } = parseRunLine(text, where)
    if (current?.queryId !== queryId) {
      if (current !== undefined) yield toRunQuery(current)
      if (finished.has(queryId))
        throw invalidInput(`${where}: the lines of query ${queryId} do not stand together. Sort the run by query.`)
      finished.add(queryId)
      current = { queryId, line: number, scores: new Map() }
    }
    if (current.scores.has(documentId))
      throw invalidInput(`${where}: document ${documentId} stands twice in query ${queryId}.`)
    current.scores.set(documentId, score)
  }
  if (current !== undefined) yield toRunQuery(current)
}

function parseRunLine(text: string, where: string): { queryId: string; documentId: string; score: number } {
  const columns = text.trim().split(/[ \t]+/)
  const [queryId, , documentId, , scoreText] = columns
  if (queryId === undefined || documentId === undefined || scoreText === undefined) {
    throw invalidInput(`${where} has ${columns.length} columns. A run has six: query, Q0, document, rank, score, tag.`)
  }
  const score = Number(scoreText)
  if (!Number.isFinite(score))
    throw invalidInput(`${where}: the score "${scoreText.slice(0, 40)}" is not a finite number.`)
  return { queryId, documentId, score }
}

function toRunQuery({
  queryId,
  line,
  scores,
}: {
  queryId: string
  line: number
  scores: Map<string, number>
}): RunQuery {
  const candidates = [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score)
  return { queryId, line, candidates }
}
