import { findFile } from './find-file.ts'
import { readLines } from './read-lines.ts'

/** Query → document → grade. */
export type Judgements = Map<string, Map<string, number>>

/** Reads BEIR's judgements: a heading, then query, document and grade, separated by tabs. */
export async function readJudgements(path: string): Promise<Judgements> {
  const judgements: Judgements = new Map()
  for await (const line of readLines(findFile(path))) {
    const [query, document, text] = line.split('\t')
    const grade = Number(text)
    if (query === undefined || document === undefined || Number.isNaN(grade)) continue // The heading.
    const grades = judgements.get(query) ?? new Map<string, number>()
    judgements.set(query, grades.set(document, grade))
  }
  return judgements
}
