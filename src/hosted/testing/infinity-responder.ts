import { type Reply, type Responder, ranked, type ScoringRule } from './responder.ts'
import { sigmoid } from './sigmoid.ts'

/** Answers as Infinity 0.0.77 does: usage counts characters. */
export function infinityResponder({
  rule,
  urlPrefix = '',
  maxClientBatchSize = 2048,
}: {
  rule: ScoringRule
  urlPrefix?: string
  maxClientBatchSize?: number
}): Responder {
  return ({ method, path, body }): Reply => {
    if (method !== 'POST' || path !== `${urlPrefix}/rerank`) return { status: 404, body: { detail: 'Not Found' } }
    const { model = 'default/not-specified', query, documents, raw_scores: raw = false } = body
    if (documents.length > maxClientBatchSize) {
      const msg = `List should have at most ${maxClientBatchSize} items after validation, not ${documents.length}`
      return {
        status: 422,
        body: { detail: [{ type: 'too_long', loc: ['body', 'documents'], msg, input: documents }] },
      }
    }
    const characters = documents.reduce((sum: number, text: string) => sum + query.length + text.length, 0)
    return {
      body: {
        object: 'rerank',
        results: ranked({ query, texts: documents, rule }).map(({ index, score }) => ({
          relevance_score: raw ? score : sigmoid(score),
          index,
          document: null,
        })),
        model,
        usage: { prompt_tokens: characters, total_tokens: characters },
        id: 'infinity-6f0c',
        created: 1_760_000_000,
      },
    }
  }
}
