import { Counter, Histogram, type Registry } from 'prom-client'
import { documentsBuckets, secondsBuckets } from './buckets.ts'

/**
 * What requests are counted in. Labels have few values, all of them the server's own words: models' configured names,
 * dialects, closed lists. A request for which no model was found has the model `''`.
 */
export class RequestMetrics {
  readonly requests: Counter<'model' | 'route' | 'outcome'>
  readonly duration: Histogram<'model' | 'route'>
  readonly stage: Histogram<'model' | 'stage'>
  readonly documents: Histogram<'model'>
  readonly pairs: Counter<'model'>
  readonly tokens: Counter<'model'>
  readonly truncated: Counter<'model'>
  readonly cacheHits: Counter<'model'>
  readonly cacheMisses: Counter<'model'>
  readonly cost: Counter<'model'>
  readonly invalidScores: Counter<'model'>
  readonly degraded: Counter<'model' | 'reason'>
  readonly warnings: Counter<'model' | 'code'>
  readonly rejections: Counter<'reason'>
  readonly responses: Counter<'status'>

  constructor(registry: Registry) {
    const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> =>
      new Counter({ name, help, labelNames, registers: [registry] })
    const histogram = <Label extends string>(
      { name, help, buckets }: { name: string; help: string; buckets: readonly number[] },
      ...labelNames: Label[]
    ): Histogram<Label> => new Histogram({ name, help, buckets: [...buckets], labelNames, registers: [registry] })

    this.requests = counter(
      'rerank_requests_total',
      'Rerank requests that are over, by how they ended.',
      'model',
      'route',
      'outcome',
    )
    this.duration = histogram(
      {
        name: 'rerank_request_duration_seconds',
        help: 'Time of requests that were taken on, from their headers to the answer.',
        buckets: secondsBuckets,
      },
      'model',
      'route',
    )
    this.stage = histogram(
      {
        name: 'rerank_stage_duration_seconds',
        help: 'Time of answered requests by stage; tokenize and inference add up over workers.',
        buckets: secondsBuckets,
      },
      'model',
      'stage',
    )
    this.documents = histogram(
      {
        name: 'rerank_documents_per_request',
        help: 'Documents of requests that were taken on.',
        buckets: documentsBuckets,
      },
      'model',
    )
    this.pairs = counter('rerank_pairs_total', 'Query-text pairs that models read.', 'model')
    this.tokens = counter('rerank_tokens_total', 'Tokens of those pairs, special tokens included.', 'model')
    this.truncated = counter('rerank_truncated_pairs_total', 'Documents of which a part was not read.', 'model')
    this.cacheHits = counter('rerank_cache_hits_total', 'Pairs whose score was known.', 'model')
    this.cacheMisses = counter('rerank_cache_misses_total', 'Pairs that a model with a cache had to read.', 'model')
    this.cost = counter('rerank_cost_dollars_total', 'US dollars that services took, as far as known.', 'model')
    this.invalidScores = counter(
      'rerank_invalid_scores_total',
      'Requests in which a model gave scores that cannot make an order.',
      'model',
    )
    this.degraded = counter(
      'rerank_degraded_total',
      'Requests that were answered with less than was asked for.',
      'model',
      'reason',
    )
    this.warnings = counter(
      'rerank_warnings_total',
      'Requests that were answered with a warning, such as that another model answered.',
      'model',
      'code',
    )
    this.rejections = counter(
      'rerank_rejections_total',
      'Requests and connections that were turned away before any work.',
      'reason',
    )
    this.responses = counter('rerank_http_responses_total', 'HTTP exchanges of all routes, by status.', 'status')
  }
}
