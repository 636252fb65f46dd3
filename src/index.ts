/**
 * secondpass: rerank candidates with a cross-encoder.
 *
 * @module
 */
export {
  type Budget,
  type CacheEntry,
  type CacheOptions,
  type CacheStore,
  type CascadeStage,
  cached,
  cascade,
  type FallbackEntry,
  fallback,
  fileLedger,
  type Ledger,
  type LedgerEntry,
  type LedgerHour,
  type Limits,
  limited,
  type MemoryStoreOptions,
  memoryLedger,
  memoryStore,
  type RedisClient,
  type RedisConnection,
  type RedisLedgerOptions,
  type RedisStoreOptions,
  redisLedger,
  redisStore,
} from './compose/index.ts'
export { createReranker } from './create-reranker.ts'
export {
  CrossEncoder,
  type CrossEncoderFacts,
  type CrossEncoderOptions,
  type Dtype,
  type LongDocuments,
} from './cross-encoder/index.ts'
export { type FindCachedModelOptions, findCachedModel } from './find-cached-model.ts'
export type { CustomOptions, Dialect, DialectName, HostedOptions } from './hosted/index.ts'
export { type ListedPrice, type Price, priceTable } from './hosted/index.ts'
export {
  findAlias,
  type HubSettings,
  type ModelAlias,
  modelAliases,
  type PulledModel,
  type PullProgress,
} from './hub/index.ts'
export type { ModelReranker } from './model-reranker.ts'
export { type PullModelOptions, pullModel } from './pull-model.ts'
export {
  type BatchRequest,
  type DegradedReason,
  type Document,
  type DocumentOf,
  type ErrorCode,
  type ErrorPolicy,
  type Estimate,
  type FieldOf,
  type Passage,
  type RelevantSpan,
  type RerankAllItem,
  type RerankAllOptions,
  type RerankAllProgress,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  type RerankResult,
  rerankAll,
  rerankWith,
  type Scorer,
  type ScoreScale,
  type ScoringTask,
  type ScoringUsage,
  SecondpassError,
  type ServiceFailure,
  type TextScore,
  type Threshold,
  type Timings,
  type Usage,
  type Warning,
  type WarningCode,
  type WorkOption,
  type WorkOptions,
} from './reranker/index.ts'
export type { RerankerOptions } from './reranker-options.ts'
