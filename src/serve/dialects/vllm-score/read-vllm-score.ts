import type { ServedDocument, ServedRequest } from '../../answer/served-request.ts'
import { ServeError } from '../../serve-error.ts'
import { makeRequest } from '../reading/make-request.ts'
import { readDocuments } from '../reading/read-documents.ts'
import type { ScoreSide, VllmScoreBody } from './vllm-score-body.ts'

/**
 * One query with all documents, or pairs of each query with the document in its place. Pairs of the same query make one
 * request; a document's `source` is its pair's place.
 *
 * @throws ServeError 400.
 */
export function readVllmScore(body: VllmScoreBody): ServedRequest[] {
  const queries = readSide({ side: body.queries ?? body.text_1 ?? body.data_1, at: 'queries' })
  const documents = readSide({
    side: body.documents ?? body.items ?? body.text_2 ?? body.data_2,
    at: 'documents',
  })
  if (queries.length !== 1 && queries.length !== documents.length) {
    throw refusal(
      `There are ${queries.length} queries and ${documents.length} documents: send one query, or as many as documents.`,
    )
  }
  const groups = new Map<string, ServedDocument[]>()
  for (const [place, { text }] of documents.entries()) {
    const query = (queries.length === 1 ? queries[0] : queries[place])?.text ?? ''
    if (query.trim() === '') throw refusal('queries must hold more than white space.')
    groups.set(query, [...(groups.get(query) ?? []), { text, source: place }])
  }
  return [...groups].map(([query, members]) =>
    makeRequest({
      model: body.model,
      query,
      documents: members,
      priority: body.priority,
      maxDocumentTokens: body.max_tokens_per_doc || body.truncate_prompt_tokens,
    }),
  )
}

function readSide({ side, at }: { side: ScoreSide; at: string }): ServedDocument[] {
  if (side === null || side === undefined) throw refusal(`${at} are missing.`)
  return readDocuments({ documents: typeof side === 'string' ? [side] : side, at })
}

function refusal(message: string): ServeError {
  return new ServeError({ code: 'invalid_request', status: 400, message })
}
