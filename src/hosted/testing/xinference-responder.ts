import { type Reply, type Responder, ranked, type ScoringRule } from './responder.ts'

/** Answers as Xinference does. */
export function xinferenceResponder({ rule }: { rule: ScoringRule }): Responder {
  return ({ method, path, body }): Reply => {
    if (method !== 'POST' || path !== '/v1/rerank') return { status: 404, body: { detail: 'Not Found' } }
    const { query, documents } = body
    return {
      body: {
        id: 'b3f1',
        results: ranked({ query, texts: documents, rule }).map(({ index, score }) => ({
          index,
          relevance_score: score,
          document: null,
        })),
        meta: { api_version: null, billed_units: null, tokens: null, warnings: null },
      },
    }
  }
}
