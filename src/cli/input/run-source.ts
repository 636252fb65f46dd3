import { LineIndex } from './line-index.ts'
import type { BadRecord, InputDocument, QueryInput, QuerySource } from './query-input.ts'
import { type RunQuery, readTrecRun } from './trec-run.ts'

/** Reads queries from a TREC run, and the texts from two JSON lines files in BEIR's form (`_id`, `title`, `text`). */
export async function createRunSource({
  queries,
  candidates,
  corpus,
  fields = ['title', 'text'],
  onMissing,
}: {
  queries: string
  candidates: string
  corpus: string
  /** The fields of a document that make its text; those that it lacks are left out. */
  fields?: readonly string[] | undefined
  /** Hears of candidates that the corpus does not hold; they are kept without a text, and so placed last. */
  onMissing: (missing: { queryId: string; documentIds: readonly string[] }) => void
}): Promise<QuerySource> {
  // The whole run is read once before the work, so that a bad line ends the command at its start and not after hours.
  let total = 0
  for await (const _ of readTrecRun(candidates)) total++
  const queryIndex = await LineIndex.build(queries)
  const corpusIndex = await LineIndex.build(corpus).catch(async (error) => {
    await queryIndex.close()
    throw error
  })

  const toInput = async (found: RunQuery): Promise<QueryInput | BadRecord> => {
    const source = `${candidates}, line ${found.line}`
    const query = (await queryIndex.get(found.queryId))?.['text']
    if (typeof query !== 'string')
      return { queryId: found.queryId, source, problem: `${queries} has no text for this query.` }
    const documents: InputDocument[] = []
    const missing: string[] = []
    for (const { id, score } of found.candidates) {
      const record = await corpusIndex.get(id)
      if (record === undefined) missing.push(id)
      documents.push(record === undefined ? { id, score, [fields[0] as string]: '' } : { ...record, id, score })
    }
    if (missing.length > 0) onMissing({ queryId: found.queryId, documentIds: missing })
    return { queryId: found.queryId, source, query, documents, fields: fields as never[] }
  }

  return {
    count: async () => total,
    read: async function* (skip) {
      let place = 0
      for await (const found of readTrecRun(candidates)) if (place++ >= skip) yield await toInput(found)
    },
    close: async () => {
      await Promise.all([queryIndex.close(), corpusIndex.close()])
    },
  }
}
