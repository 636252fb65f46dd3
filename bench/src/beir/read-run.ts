import { readLines } from './read-lines.ts'

/** Query → document → score. */
export type Run = Map<string, Map<string, number>>

/** Reads a TREC run: `query Q0 document rank score tag` a line. The order is the scores', not the ranks', as in trec_eval. */
export async function readRun(file: string): Promise<Run> {
  const run: Run = new Map()
  for await (const line of readLines(file)) {
    const [query, , document, , score] = line.trim().split(/\s+/)
    if (query === undefined || document === undefined || !Number.isFinite(Number(score))) {
      throw new Error(`${file} has a line that is not "query Q0 document rank score tag": ${line}`)
    }
    const scores = run.get(query) ?? new Map<string, number>()
    run.set(query, scores.set(document, Number(score)))
  }
  return run
}
