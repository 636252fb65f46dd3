import { type Reply, type Responder, ranked, type ScoringRule } from './responder.ts'
import { sigmoid } from './sigmoid.ts'

/** Answers as TEI 1.9 does. */
export function teiResponder({
  rule,
  maxClientBatchSize = 32,
  maxConcurrentRequests = 512,
  apiKey,
  info = true,
}: {
  rule: ScoringRule
  maxClientBatchSize?: number
  maxConcurrentRequests?: number
  apiKey?: string
  info?: boolean
}): Responder {
  return ({ method, path, headers, body }): Reply => {
    if (apiKey !== undefined && headers['authorization'] !== `Bearer ${apiKey}`) return { status: 401, body: '' }
    if (method === 'GET' && path === '/info' && info) {
      return {
        body: {
          model_id: 'BAAI/bge-reranker-base',
          max_client_batch_size: maxClientBatchSize,
          max_concurrent_requests: maxConcurrentRequests,
          version: '1.9.3',
        },
      }
    }
    if (method !== 'POST' || path !== '/rerank') return { status: 404, body: '' }
    for (const key of ['query', 'texts']) {
      if (body[key] === undefined) {
        const message = `Failed to deserialize the JSON body into the target type: missing field \`${key}\` at line 1 column 99`
        return { status: 422, body: message }
      }
    }
    const { query, texts, raw_scores: raw = false } = body
    if (texts.length > maxClientBatchSize) {
      const error = `batch size ${texts.length} > maximum allowed batch size ${maxClientBatchSize}`
      return { status: 422, body: { error, error_type: 'Validation' } }
    }
    return {
      headers: { 'x-compute-type': 'cpu', 'x-compute-tokens': String(texts.length * 7) },
      body: ranked({ query, texts, rule }).map(({ index, score }) => ({ index, score: raw ? score : sigmoid(score) })),
    }
  }
}
