import type { Document } from './document.ts'
import { readText } from './read-document.ts'
import type { RerankRequest } from './rerank-request.ts'
import type { Warning } from './warning.ts'

/** Which texts are to be scored, and whose they are. */
export interface CandidatePlan {
  readonly query: string
  /** Distinct texts to score, in first-stage order. */
  readonly texts: readonly string[]
  /** For each text, the documents that have it. */
  readonly owners: readonly (readonly number[])[]
  /** Documents without any text, in first-stage order. */
  readonly empty: readonly number[]
  readonly duplicates: number
  readonly warnings: Warning[]
}

/** Reads every document's text once and decides what is scored: the first `depth`, not empty, each distinct text once. */
export function planCandidates<D extends Document>(request: RerankRequest<D>): CandidatePlan {
  const depth = request.depth ?? request.documents.length
  const positions = new Map<string, number>()
  const owners: number[][] = []
  const empty: number[] = []
  const malformed: number[] = []
  let duplicates = 0
  for (let index = 0; index < request.documents.length; index++) {
    const original = readText(request, index)
    const text = original.toWellFormed()
    if (text !== original) malformed.push(index)
    if (text.trim() === '') {
      empty.push(index)
      continue
    }
    if (index >= depth) continue
    const position = positions.get(text)
    if (position === undefined) {
      positions.set(text, owners.length)
      owners.push([index])
    } else {
      owners[position]?.push(index)
      duplicates++
    }
  }
  const query = request.query.toWellFormed()
  return {
    query,
    texts: [...positions.keys()],
    owners,
    empty,
    duplicates,
    warnings: warningsAbout({ empty, malformed, queryMalformed: query !== request.query }),
  }
}

function warningsAbout({
  empty,
  malformed,
  queryMalformed,
}: {
  empty: number[]
  malformed: number[]
  queryMalformed: boolean
}): Warning[] {
  const warnings: Warning[] = []
  if (empty.length > 0) {
    warnings.push({
      code: 'empty_document',
      message: `${count(empty.length)} no text and cannot be scored.`,
      indexes: empty,
    })
  }
  if (queryMalformed) {
    warnings.push({ code: 'lone_surrogates', message: 'The query has lone surrogates; they were read as U+FFFD.' })
  }
  if (malformed.length > 0) {
    warnings.push({
      code: 'lone_surrogates',
      message: `${count(malformed.length)} lone surrogates; they were read as U+FFFD.`,
      indexes: malformed,
    })
  }
  return warnings
}

function count(documents: number): string {
  return documents === 1 ? '1 document has' : `${documents} documents have`
}
