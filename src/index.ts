/**
 * secondpass: rerank candidates with a cross-encoder.
 *
 * @module
 */
export { createReranker } from './create-reranker.ts'
export { CrossEncoder, type CrossEncoderOptions, type Dtype, type LongDocuments } from './cross-encoder/index.ts'
export { type FindCachedModelOptions, findCachedModel } from './find-cached-model.ts'
export type { CustomOptions, Dialect, DialectName, HostedOptions } from './hosted/index.ts'
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
} from './reranker/index.ts'
export type { RerankerOptions } from './reranker-options.ts'
