import type { ServedDocument, ServedRequest } from '../../answer/served-request.ts'
import { ServeError } from '../../serve-error.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import { readTokenLimit } from '../reading/read-token-limit.ts'
import { type ScoreSide, scoreSides, type VllmScoreBody } from './vllm-score-body.ts'

/**
 * One query with all documents, or each query with the document in its place. Pairs of the same query make one request; a
 * document's `source` is the place of its pair.
 *
 * @throws ServeError 400.
 */
export function readVllmScore(body: VllmScoreBody): ServedRequest[] {
  const names = scoreSides.find(([left, right]) => isThere(body[left]) && isThere(body[right]))
  if (names === undefined)
    throw refusal(`Send two of these together: ${scoreSides.map((pair) => pair.join(' and ')).join(', ')}.`)
  const queries = readSide({ side: body[names[0]], at: names[0] })
  const documents = readSide({ side: body[names[1]], at: names[1] })
  if (queries.length !== 1 && queries.length !== documents.length) {
    throw refusal(
      `${names[0]} has ${queries.length} texts and ${names[1]} has ${documents.length}: send one query, or as many as there are documents.`,
    )
  }
  const { maxDocumentTokens, warnings } = readTokenLimit(body)
  return [...groupByQuery({ queries, documents, at: names[0] })].map(([query, members]) =>
    makeRequest({
      model: body.model,
      query,
      documents: members,
      places: members.map(({ source }) => source as number),
      priority: body.priority,
      maxDocumentTokens,
      warnings,
    }),
  )
}

function groupByQuery({
  queries,
  documents,
  at,
}: {
  queries: readonly ServedDocument[]
  documents: readonly ServedDocument[]
  at: string
}): Map<string, ServedDocument[]> {
  const groups = new Map<string, ServedDocument[]>()
  for (const [place, { text }] of documents.entries()) {
    const query = (queries.length === 1 ? queries[0] : queries[place])?.text ?? ''
    if (query.trim() === '') throw refusal(`${at} must hold more than white space.`)
    const group = groups.get(query)
    if (group === undefined) groups.set(query, [{ text, source: place }])
    else group.push({ text, source: place })
  }
  return groups
}

/** Empty is there: it has no score, or is refused as a query. */
function isThere(side: ScoreSide): boolean {
  return side !== null && side !== undefined
}

function readSide({ side, at }: { side: ScoreSide; at: string }): ServedDocument[] {
  return readDocuments({ documents: Array.isArray(side) ? side : [side ?? ''], at, named: null })
}

function refusal(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 400, message })
}
