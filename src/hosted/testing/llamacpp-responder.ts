import { type Reply, type Responder, ranked, type ScoringRule } from './responder.ts'

/** Answers as the server of llama.cpp does; a token is a word here. */
export function llamacppResponder({
  rule,
  reranking = true,
  loading = false,
  physicalBatch = 512,
}: {
  rule: ScoringRule
  reranking?: boolean
  loading?: boolean
  physicalBatch?: number
}): Responder {
  const refuse = (code: number, type: string, message: string): Reply => ({
    status: code,
    body: { error: { code, message, type } },
  })
  return ({ method, path, body }): Reply => {
    if (method !== 'POST' || path !== '/v1/rerank') return refuse(404, 'not_found_error', 'File Not Found')
    if (loading) return refuse(503, 'unavailable_error', 'Loading model')
    if (!reranking) {
      return refuse(
        501,
        'not_supported_error',
        'This server does not support reranking. Start it with `--reranking` and without `--embedding`',
      )
    }
    const { model = 'gpt-3.5-turbo', query, documents } = body
    const longest = Math.max(...documents.map((text: string) => text.split(' ').length))
    if (longest > physicalBatch) {
      return refuse(
        500,
        'server_error',
        `input (${longest} tokens) is too large to process. increase the physical batch size (current batch size: ${physicalBatch})`,
      )
    }
    return {
      body: {
        model,
        object: 'list',
        usage: { prompt_tokens: documents.length * 7, total_tokens: documents.length * 7 },
        results: ranked({ query, texts: documents, rule }).map(({ index, score }) => ({
          index,
          relevance_score: score,
        })),
      },
    }
  }
}
