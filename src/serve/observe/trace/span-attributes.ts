import type { Attributes } from '@opentelemetry/api'
import type { RequestRecord } from '../request-record.ts'

/** What a span says of a request, by the conventions of OpenTelemetry and OpenInference as far as they go. Holds no text. */
export function spanAttributes(record: RequestRecord): Attributes {
  const { model, topK, degraded, cost, cacheHits, error, rejection } = record
  return {
    'openinference.span.kind': 'RERANKER',
    'gen_ai.operation.name': 'rerank',
    'gen_ai.provider.name': 'secondpass',
    ...(model !== undefined && { 'gen_ai.request.model': model, 'reranker.model_name': model }),
    ...(topK !== undefined && { 'reranker.top_k': topK, 'rerank.top_n': topK }),
    'rerank.request_id': record.requestId,
    'rerank.dialect': record.dialect,
    'rerank.outcome': record.outcome,
    'rerank.candidate_count': record.documents,
    'rerank.scored_count': record.scored,
    'rerank.pairs': record.pairs,
    'rerank.tokens': record.tokens,
    'rerank.truncated_count': record.truncated,
    ...(cacheHits !== undefined && { 'rerank.cache_hits': cacheHits }),
    ...(cost !== undefined && { 'rerank.cost_dollars': cost }),
    ...(degraded !== undefined && { 'rerank.degraded_reason': degraded }),
    ...(rejection !== undefined && { 'rerank.rejection': rejection }),
    ...(error !== undefined && { 'error.type': error.code }),
  }
}
