export type { Document, FieldOf } from './document.ts'
export {
  type BatchRequest,
  type DocumentOf,
  type RerankAllItem,
  type RerankAllOptions,
  type RerankAllProgress,
  rerankAll,
} from './rerank-all.ts'
export type { ErrorPolicy, RerankRequest, Threshold } from './rerank-request.ts'
export type {
  DegradedReason,
  Passage,
  RelevantSpan,
  RerankResponse,
  RerankResult,
  Timings,
  Usage,
} from './rerank-response.ts'
export { rerankWith } from './rerank-with.ts'
export type { Reranker } from './reranker.ts'
export type { ScoreScale } from './score-scale.ts'
export type { Scorer, ScoringTask, ScoringUsage, TextScore } from './scorer.ts'
export { type ErrorCode, SecondpassError, type ServiceFailure } from './secondpass-error.ts'
export type { Warning, WarningCode } from './warning.ts'
