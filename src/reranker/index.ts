export type { Document, FieldOf } from './document.ts'
export type { Estimate } from './estimate.ts'
export { estimateTokens } from './estimate-tokens.ts'
export { followSignals } from './follow-signals.ts'
export { onAbort } from './on-abort.ts'
export { planCandidates } from './plan-candidates.ts'
export { priorityWeight } from './priority-weight.ts'
export {
  type BatchRequest,
  type DocumentOf,
  type RerankAllItem,
  type RerankAllOptions,
  type RerankAllProgress,
  rerankAll,
} from './rerank-all.ts'
export type { ErrorPolicy, RerankRequest, Threshold } from './rerank-request.ts'
export {
  type DegradedReason,
  degradedReasons,
  type Passage,
  type RelevantSpan,
  type RerankResponse,
  type RerankResult,
  type Timings,
  type Usage,
} from './rerank-response.ts'
export { rerankWith } from './rerank-with.ts'
export type { Reranker } from './reranker.ts'
export { convertScore, type ScoreScale } from './score-scale.ts'
export type { Scorer, ScoringTask, ScoringUsage, TextScore } from './scorer.ts'
export { type ErrorCode, SecondpassError, type ServiceFailure } from './secondpass-error.ts'
export { smaller } from './smaller.ts'
export { validateRequest } from './validate-request.ts'
export type { Warning, WarningCode } from './warning.ts'
export { withDeadline } from './with-deadline.ts'
export { type WorkOption, type WorkOptions, workOptions, workOptionsOf } from './work-options.ts'
